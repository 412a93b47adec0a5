using System.Collections.Immutable;

namespace Model.Pci;

/// <content>The scheduler's questions: would requests fit, and subtract them (support_requests, apply_requests).</content>
public sealed partial class PciStats
{
    // Beyond this many pools or cells scratch memory comes from the heap; no real host has as many.
    private const int ScratchMax = 256;

    /// <summary>
    /// Whether all requests fit together. Changes nothing and allocates nothing, but for what a request keeps at its first use.
    /// </summary>
    /// <param name="requests">The requests, in order.</param>
    /// <param name="mapping">The providers of the allocation candidate; null when the requests tell themselves.</param>
    /// <param name="numaCells">Host cells of the guest; null or empty for no constraint.</param>
    /// <exception cref="NovaException">
    /// <c>IndexError</c> or <c>AttributeError</c>: Nova would crash (no alternative in a request; policy socket without a topology).
    /// </exception>
    public bool Supports(IReadOnlyList<PciRequest> requests, PciProviderMapping? mapping, IReadOnlyList<int>? numaCells)
    {
        if (LacksDevices(requests))
        {
            return false;
        }

        int size = _pools.Count;
        Span<int> scratch = size <= ScratchMax ? stackalloc int[size * 2] : new int[size * 2];
        int cellCount = numaCells?.Count ?? 0;
        Span<int> cells = cellCount <= ScratchMax ? stackalloc int[cellCount] : new int[cellCount];
        CopyCells(numaCells, cells);
        return _rules.JointRequests
            ? FirstRefused(requests, mapping, cells, scratch[..size], scratch[size..]) < 0
            : TakeEach(requests, mapping, cells, scratch[..size], scratch[size..]);
    }

    /// <summary>As above, with the mapping as a dictionary: request group to providers, of which the first counts.</summary>
    public bool Supports(
        IReadOnlyList<PciRequest> requests,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? providerMapping,
        IReadOnlyList<int>? numaCells) => Supports(requests, PciProviderMapping.From(providerMapping), numaCells);

    /// <summary>As <see cref="Supports(IReadOnlyList{PciRequest}, PciProviderMapping, IReadOnlyList{int})"/>, and tells why.</summary>
    /// <param name="requests">The requests, in order.</param>
    /// <param name="mapping">The providers of the allocation candidate; null when the requests tell themselves.</param>
    /// <param name="numaCells">Host cells of the guest; null or empty for no constraint.</param>
    /// <param name="reports">One report a request, up to the first that is refused.</param>
    public bool Supports(
        IReadOnlyList<PciRequest> requests,
        PciProviderMapping? mapping,
        IReadOnlyList<int>? numaCells,
        out IReadOnlyList<PciRequestReport> reports)
    {
        int[] counts = new int[_pools.Count];
        int[] cells = [.. numaCells ?? []];
        List<PciRequestReport> found = [];
        reports = found;
        CopyCounts(counts);
        foreach (PciRequest request in requests)
        {
            if (!_rules.JointRequests)
            {
                CopyCounts(counts);
            }

            found.Add(TakeAndReport(request, mapping, cells, counts));
            if (found[^1].RefusedBy is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Subtracts requests from the counts, as the scheduler does for a host it has chosen. Pools that run out are dropped. PFs and VFs
    /// that exclude each other are not considered. A failure leaves the requests before the failing one subtracted.
    /// </summary>
    /// <param name="requests">The requests, in order.</param>
    /// <param name="mapping">The providers of the allocation candidate; null when the requests tell themselves.</param>
    /// <param name="numaCells">Host cells of the guest; null or empty for no constraint.</param>
    /// <exception cref="NovaException"><c>PciDeviceRequestFailed</c>; otherwise as for Supports.</exception>
    public void Apply(IReadOnlyList<PciRequest> requests, PciProviderMapping? mapping, IReadOnlyList<int>? numaCells)
    {
        int[] counts = new int[_pools.Count];
        int[] cells = [.. numaCells ?? []];
        PciRequestReport? refusal = null;
        try
        {
            int refused = FirstRefused(requests, mapping, cells, counts, new int[_pools.Count]);
            refusal = refused < 0 ? null : TakeAndReport(requests[refused], mapping, cells, counts);
        }
        finally
        {
            KeepCounts(counts);
        }

        if (refusal is not null)
        {
            throw RequestFailed(refusal);
        }
    }

    /// <summary>As above, with the mapping as a dictionary: request group to providers, of which the first counts.</summary>
    public void Apply(
        IReadOnlyList<PciRequest> requests,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? providerMapping,
        IReadOnlyList<int>? numaCells) => Apply(requests, PciProviderMapping.From(providerMapping), numaCells);

    /// <summary>
    /// Whether the first request wants more devices than are free at all: then no candidate and no cell can help. False when that is not
    /// known, and where a look at the request itself raises an error.
    /// </summary>
    internal bool LacksDevices(IReadOnlyList<PciRequest> requests) =>
        !HasDevices && requests.Count > 0 && requests[0].Count > FreeCount && !_hasDebt
        && (requests[0].IsFromPort || requests[0].Matcher.HasAlternative);

    private static NovaException RequestFailed(PciRequestReport refusal) =>
        new("PciDeviceRequestFailed", $"PCI device request failed: {refusal}");

    private static void CopyCells(IReadOnlyList<int>? numaCells, Span<int> cells)
    {
        for (int index = 0; index < cells.Length; index++)
        {
            cells[index] = numaCells![index];
        }
    }

    private static ImmutableArray<int> Reached(ReadOnlySpan<int> left)
    {
        int stages = left.IndexOf(Gone);
        return [.. stages < 0 ? left : left[..stages]];
    }

    /// <summary>Nova goes on after some stages though too few devices are left; the first such stage is to blame.</summary>
    private static PciFilterStage RefusedBy(PciRequest request, ReadOnlySpan<int> left)
    {
        for (int stage = 0; stage < left.Length && left[stage] != Gone; stage++)
        {
            if (left[stage] < request.Count || left[stage] == 0)
            {
                return (PciFilterStage)stage;
            }
        }

        return PciFilterStage.SplitProvider;
    }

    private void CopyCounts(Span<int> counts)
    {
        for (int pool = 0; pool < counts.Length; pool++)
        {
            counts[pool] = _pools[pool].Count;
        }
    }

    private void KeepCounts(ReadOnlySpan<int> counts)
    {
        int kept = 0;
        _freeCount = -1;
        for (int index = 0; index < counts.Length; index++)
        {
            PciPool pool = _pools[index];
            if (counts[index] == Gone)
            {
                pool.IsListed = false;
                continue;
            }

            pool.Count = counts[index];
            _pools[kept++] = pool;
        }

        _pools.RemoveRange(kept, _pools.Count - kept);
    }

    /// <summary>Subtracts request after request from the counts.</summary>
    /// <returns>The first request that does not fit, or -1; those before it are subtracted.</returns>
    private int FirstRefused(
        IReadOnlyList<PciRequest> requests,
        PciProviderMapping? mapping,
        ReadOnlySpan<int> cells,
        Span<int> counts,
        Span<int> selected)
    {
        CopyCounts(counts);
        for (int index = 0; index < requests.Count; index++)
        {
            if (!Take(requests[index], mapping, cells, counts, selected, []))
            {
                return index;
            }
        }

        return -1;
    }

    private PciRequestReport TakeAndReport(PciRequest request, PciProviderMapping? mapping, ReadOnlySpan<int> cells, Span<int> counts)
    {
        int free = 0;
        foreach (int count in counts)
        {
            free += count == Gone ? 0 : count;
        }

        int[] left = new int[PciFilterStages.Dropping];
        Array.Fill(left, Gone);
        bool taken = Take(request, mapping, cells, counts, new int[counts.Length], left);
        return new PciRequestReport(request, free, Reached(left), taken ? null : RefusedBy(request, left));
    }

    private bool TakeEach(
        IReadOnlyList<PciRequest> requests,
        PciProviderMapping? mapping,
        ReadOnlySpan<int> cells,
        Span<int> counts,
        Span<int> selected)
    {
        for (int index = 0; index < requests.Count; index++)
        {
            CopyCounts(counts);
            if (!Take(requests[index], mapping, cells, counts, selected, []))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Subtracts one request from the counts (_apply_request).</summary>
    private bool Take(
        PciRequest request,
        PciProviderMapping? mapping,
        ReadOnlySpan<int> cells,
        Span<int> counts,
        Span<int> selected,
        Span<int> left)
    {
        PciProviderNeed need = PciProviderNeed.Of(request, mapping);
        int found = FilterPools(request, need, cells, counts, selected, left);
        if (found <= 0)
        {
            return false;
        }

        if (!need.IsBound)
        {
            TakeInOrder(request.Count, selected[..found], counts);
            return true;
        }

        if (_rules.OneProviderOnePool && HasSplitProvider(counts))
        {
            return false;
        }

        foreach (int pool in selected[..found])
        {
            counts[pool] -= need.From(_pools[pool].ProviderUuid!);
            if (counts[pool] == 0)
            {
                counts[pool] = Gone;
            }
        }

        return true;
    }

    private static void TakeInOrder(int wanted, ReadOnlySpan<int> selected, Span<int> counts)
    {
        foreach (int pool in selected)
        {
            if (counts[pool] > wanted)
            {
                counts[pool] -= wanted;
                return;
            }

            wanted -= counts[pool];
            counts[pool] = Gone;
            if (wanted == 0)
            {
                return;
            }
        }
    }

    private bool HasSplitProvider(ReadOnlySpan<int> counts)
    {
        for (int pool = 0; pool < counts.Length; pool++)
        {
            if (counts[pool] == Gone || _pools[pool].ProviderUuid is not { } provider)
            {
                continue;
            }

            for (int other = 0; other < pool; other++)
            {
                if (counts[other] != Gone && _pools[other].ProviderUuid == provider)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
