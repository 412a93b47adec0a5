namespace Model.Pci;

/// <content>Which pools suit a request (<c>nova/pci/stats.py</c>, _filter_pools).</content>
public sealed partial class PciStats
{
    /// <summary>The count of a pool that has left the list.</summary>
    private const int Gone = int.MinValue;

    /// <summary>Finds the pools for a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="need">The providers it is bound to.</param>
    /// <param name="cells">The host cells of the guest; empty for no constraint.</param>
    /// <param name="counts">Free devices of each pool, or <see cref="Gone"/>.</param>
    /// <param name="selected">Receives the indexes of the suitable pools, in the order in which they are used up.</param>
    /// <param name="left">Receives the devices left after each stage; empty when nobody asks.</param>
    /// <returns>How many pools suit, or -1 when the devices do not suffice.</returns>
    private int FilterPools(
        PciRequest request,
        in PciProviderNeed need,
        ReadOnlySpan<int> cells,
        ReadOnlySpan<int> counts,
        Span<int> selected,
        Span<int> left)
    {
        PciRequestMatcher matcher = request.Matcher;
        int found = 0;
        for (int pool = 0; pool < counts.Length; pool++)
        {
            if (counts[pool] != Gone && matcher.Suits(_pools[pool].Properties))
            {
                selected[found++] = pool;
            }
        }

        if (IsTooFew(PciFilterStage.Spec, request, selected[..found], counts, left))
        {
            return -1;
        }

        found = FilterNuma(request, cells, counts, selected[..found]);
        if (IsTooFew(PciFilterStage.Numa, request, selected[..found], counts, left))
        {
            return -1;
        }

        found = Drop(matcher.WantsPf, PciFilterStage.UnrequestedPf, selected[..found]);
        if (IsTooFew(PciFilterStage.UnrequestedPf, request, selected[..found], counts, left))
        {
            return -1;
        }

        found = Drop(matcher.WantsVdpa, PciFilterStage.UnrequestedVdpa, selected[..found]);
        _ = IsTooFew(PciFilterStage.UnrequestedVdpa, request, selected[..found], counts, left);
        found = Drop(matcher.WantsRemoteManaged, PciFilterStage.UnrequestedRemoteManaged, selected[..found]);
        _ = IsTooFew(PciFilterStage.UnrequestedRemoteManaged, request, selected[..found], counts, left);
        if (need.IsBound)
        {
            found = FilterProviders(need, counts, selected[..found]);
        }

        _ = IsTooFew(PciFilterStage.PlacementAllocation, request, selected[..found], counts, left);
        if (_rules.LiveMigratableTag && matcher.LiveMigratable is { } migratable)
        {
            found = FilterLiveMigratable(migratable, selected[..found]);
        }

        return IsTooFew(PciFilterStage.LiveMigratable, request, selected[..found], counts, left) ? -1 : found;
    }

    private static bool IsTooFew(
        PciFilterStage stage, PciRequest request, ReadOnlySpan<int> selected, ReadOnlySpan<int> counts, Span<int> left)
    {
        int sum = 0;
        foreach (int pool in selected)
        {
            sum += counts[pool];
        }

        if (!left.IsEmpty)
        {
            left[(int)stage] = sum;
        }

        return sum < request.Count;
    }

    private int Drop(bool isWanted, PciFilterStage guard, Span<int> selected)
    {
        if (isWanted)
        {
            return selected.Length;
        }

        int kept = 0;
        foreach (int pool in selected)
        {
            PciPoolProperties properties = _pools[pool].Properties;
            bool drop = guard switch
            {
                PciFilterStage.UnrequestedPf => properties.IsPf,
                PciFilterStage.UnrequestedVdpa => properties.IsVdpa,
                _ => properties.IsRemoteManaged,
            };
            if (!drop)
            {
                selected[kept++] = pool;
            }
        }

        return kept;
    }

    /// <summary>Keeps pools whose provider is meant and that hold as many devices as must come from it.</summary>
    private int FilterProviders(in PciProviderNeed need, ReadOnlySpan<int> counts, Span<int> selected)
    {
        int kept = 0;
        foreach (int pool in selected)
        {
            if (_pools[pool].ProviderUuid is { } provider && need.From(provider) is > 0 and int wanted && counts[pool] >= wanted)
            {
                selected[kept++] = pool;
            }
        }

        return kept;
    }

    private int FilterLiveMigratable(string wanted, Span<int> selected)
    {
        int kept = 0;
        foreach (int pool in selected)
        {
            if (_pools[pool].Properties.LiveMigratable == wanted)
            {
                selected[kept++] = pool;
            }
        }

        return kept;
    }

    /// <summary>
    /// Tries the strictest affinity first, whatever the policy, and relaxes only as far as the policy allows and the count
    /// needs (_filter_pools_for_numa_cells).
    /// </summary>
    private int FilterNuma(PciRequest request, ReadOnlySpan<int> cells, ReadOnlySpan<int> counts, Span<int> selected)
    {
        if (cells.IsEmpty)
        {
            return selected.Length;
        }

        PciNumaPolicy policy = request.NumaPolicy ?? PciNumaPolicy.Legacy;
        if (policy == PciNumaPolicy.Required || CountNear(cells, counts, selected, noNodeToo: false) >= request.Count)
        {
            return KeepNear(cells, selected, noNodeToo: false);
        }

        if (policy == PciNumaPolicy.Socket)
        {
            return KeepSocket(cells, selected);
        }

        if (policy == PciNumaPolicy.Legacy || CountNear(cells, counts, selected, noNodeToo: true) >= request.Count)
        {
            return KeepNear(cells, selected, noNodeToo: true);
        }

        MoveNearToFront(cells, selected);
        return selected.Length;
    }

    private int CountNear(ReadOnlySpan<int> cells, ReadOnlySpan<int> counts, ReadOnlySpan<int> selected, bool noNodeToo)
    {
        int sum = 0;
        foreach (int pool in selected)
        {
            sum += IsNear(pool, cells, noNodeToo) ? counts[pool] : 0;
        }

        return sum;
    }

    private int KeepNear(ReadOnlySpan<int> cells, Span<int> selected, bool noNodeToo)
    {
        int kept = 0;
        foreach (int pool in selected)
        {
            if (IsNear(pool, cells, noNodeToo))
            {
                selected[kept++] = pool;
            }
        }

        return kept;
    }

    private bool IsNear(int pool, ReadOnlySpan<int> cells, bool noNodeToo)
    {
        PciPoolProperties properties = _pools[pool].Properties;
        return properties.NumaNode is { } node ? cells.Contains(node) : noNodeToo && properties.HasNoNumaNode;
    }

    /// <summary>Keeps pools on the sockets of the guest's cells; none when a socket is not known.</summary>
    private int KeepSocket(ReadOnlySpan<int> cells, Span<int> selected)
    {
        PciHostCell[] host = _hostCells
            ?? throw new NovaException("AttributeError", "the host has no NUMA topology to take sockets from");
        foreach (PciHostCell cell in host)
        {
            if (cell.Socket is null)
            {
                return 0;
            }
        }

        int kept = 0;
        foreach (int pool in selected)
        {
            if (_pools[pool].NumaNode is { } node && SharesSocket(host, node, cells))
            {
                selected[kept++] = pool;
            }
        }

        return kept;
    }

    private static bool SharesSocket(PciHostCell[] host, int node, ReadOnlySpan<int> cells)
    {
        foreach (PciHostCell home in host)
        {
            if (home.Id != node)
            {
                continue;
            }

            foreach (PciHostCell other in host)
            {
                if (other.Socket == home.Socket && cells.Contains(other.Id))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A stable partition: near pools and those without a node come first.</summary>
    private void MoveNearToFront(ReadOnlySpan<int> cells, Span<int> selected)
    {
        int front = 0;
        for (int index = 0; index < selected.Length; index++)
        {
            int pool = selected[index];
            if (IsNear(pool, cells, noNodeToo: true))
            {
                selected[front..index].CopyTo(selected[(front + 1)..(index + 1)]);
                selected[front++] = pool;
            }
        }
    }
}
