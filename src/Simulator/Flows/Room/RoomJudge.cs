using System.Collections.Immutable;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;
using Simulator.Metrics;

namespace Simulator.Flows.Room;

/// <summary>
/// Says what stops the next guest of a kind on a host that was filled with them, and why each device and CPU that is still free is of no
/// use to it. The questions are put to Nova's rules once more, with one condition less.
/// </summary>
internal sealed class RoomJudge(Cloud cloud, DemandKind kind, RequestSpec request, IReadOnlyList<CandidateRequest> queries, bool packs)
{
    private const string NumaFilter = "NUMATopologyFilter";
    private const string PciFilter = "PciPassthroughFilter";

    private readonly WantedDevices _wanted = new(cloud.Placement, kind, request.RequestedResources ?? []);

    /// <summary>Judges a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="state">Its filled copy.</param>
    /// <param name="supply">What Placement has left of it.</param>
    /// <param name="open">Candidates that Placement could still give.</param>
    /// <param name="refusedBy">The filter that refused the next guest; empty for an error; null when Placement had no candidate left.</param>
    /// <param name="guests">Guests that were put on it.</param>
    public RoomAnswer Judge(
        ComputeHost host, HostState state, HostSupply supply, IReadOnlyList<AllocationCandidate> open, string? refusedBy, int guests)
    {
        List<Leftover> left = [];
        StrandingCause stop = refusedBy switch
        {
            null when host.IsDisabled || !host.IsRunning => StrandingCause.Closed,
            null => OfPlacement(state.Uuid, supply),
            NumaFilter => OfCells(state, MappingOf(open, null), node: null),
            PciFilter => StrandingCause.TooFew,
            "ComputeFilter" => StrandingCause.Closed,
            _ => StrandingCause.Other,
        };
        if (state.PciStats is { } pools)
        {
            AddDevices(left, state, pools, open, stop, refusedBy);
        }

        AddCpus(left, host, supply, stop, refusedBy == NumaFilter ? Explain(state, MappingOf(open, null)) : null, state);
        return new RoomAnswer(guests, stop, left);
    }

    /// <summary>The devices that a kind of guest would like to have, by <c>vendor:product</c> and type.</summary>
    public IEnumerable<(string Kind, string Type)> WantedKinds(PciStats pools) => kind.Devices
        .SelectMany(wish => _wanted.Serving(pools, wish).Concat(_wanted.NearlyServing(pools, wish)))
        .Select(pool => (KindOf(pool), pool.Properties.DevType ?? ""));

    private static string KindOf(PciPool pool) => $"{pool.Properties.VendorId}:{pool.Properties.ProductId}";

    private void AddDevices(
        List<Leftover> left, HostState state, PciStats pools, IReadOnlyList<AllocationCandidate> open, StrandingCause stop, string? refusedBy)
    {
        HashSet<PciPool> seen = [];
        foreach (PciRequest wish in kind.Devices)
        {
            IReadOnlyList<PciPool> serving = _wanted.Serving(pools, wish);
            bool isTooFew = serving.Sum(pool => pool.Count) < wish.Count;
            foreach (PciPool pool in serving)
            {
                if (pool.Count > 0 && seen.Add(pool))
                {
                    StrandingCause cause = isTooFew ? StrandingCause.TooFew
                        : refusedBy == NumaFilter ? OfCells(state, MappingOf(open, pool.ProviderUuid), pool.NumaNode)
                        : stop;
                    left.Add(new Leftover(KindOf(pool), cause, pool.Count));
                }
            }
        }

        foreach (PciPool pool in kind.Devices.SelectMany(wish => _wanted.NearlyServing(pools, wish)))
        {
            if (pool.Count > 0 && seen.Add(pool))
            {
                left.Add(new Leftover(KindOf(pool), StrandingCause.Traits, pool.Count));
            }
        }
    }

    /// <summary>CPUs that guests of the kind cannot have although they are free. Hosts that were never meant for the kind do not count.</summary>
    private void AddCpus(
        List<Leftover> left, ComputeHost host, HostSupply supply, StrandingCause stop, NumaExplanation? explanation, HostState state)
    {
        foreach (string resourceClass in (ReadOnlySpan<string>)["PCPU", "VCPU"])
        {
            long free = supply.OfRoot(resourceClass);
            if (free <= 0 || !CpuClasses().Contains(resourceClass))
            {
                continue;
            }

            // Dedicated CPUs lie on a node each, and each node may have a cause of its own.
            ImmutableArray<HostNumaCell> cells = state.NumaTopology?.Cells ?? [];
            bool isByNode = resourceClass == "PCPU" && explanation is not null && cells.Sum(cell => cell.FreePcpuCount) == free;
            foreach ((StrandingCause cause, long amount) in isByNode
                ? cells.Select(cell => (OfCell(explanation!, cell.Id) ?? stop, (long)cell.FreePcpuCount))
                : [(stop, free)])
            {
                if (amount > 0 && OfCpus(cause, host) is { } known)
                {
                    left.Add(new Leftover(resourceClass, known, amount));
                }
            }
        }
    }

    /// <summary>What that which stops a guest is to the CPUs that it leaves; null where it is not the CPUs' business.</summary>
    private StrandingCause? OfCpus(StrandingCause stop, ComputeHost host) => stop switch
    {
        StrandingCause.TooFew or StrandingCause.NumaPolicy => HasWantedDevices(host) ? StrandingCause.NoDevice : null,
        StrandingCause.Cpus => StrandingCause.TooFew,
        StrandingCause.Traits => HasWantedDevices(host) ? StrandingCause.Traits : null,
        StrandingCause.Other => null,
        _ => stop,
    };

    /// <summary>The classes of CPUs that the kind asks for.</summary>
    public IEnumerable<string> CpuClasses() => queries.Take(1)
        .SelectMany(query => query.Groups)
        .Where(group => group.Suffix.Length == 0)
        .SelectMany(group => group.Resources)
        .Select(amount => amount.ResourceClass)
        .Where(name => name is "PCPU" or "VCPU");

    private bool HasWantedDevices(ComputeHost host) => host.Devices.Any(device => kind.Devices.Any(wish =>
        wish.IsFromPort || wish.Spec.Any(spec => !spec.TryGetValue(PciTags.ProductId, out string? product) || product == device.ProductId)));

    /// <summary>What the plain amounts lack, or else the devices.</summary>
    private StrandingCause OfPlacement(string root, HostSupply supply)
    {
        if (queries.Count == 0)
        {
            return StrandingCause.Other;
        }

        bool lacksDevices = false;
        foreach (RequestGroup group in queries[0].Groups)
        {
            foreach (ResourceAmount wanted in group.Resources)
            {
                if (group.Suffix.Length == 0 && supply.OfRoot(wanted.ResourceClass) < wanted.Amount)
                {
                    return wanted.ResourceClass switch
                    {
                        "VCPU" or "PCPU" => StrandingCause.Cpus,
                        "MEMORY_MB" => StrandingCause.Memory,
                        "DISK_GB" => StrandingCause.Disk,
                        _ => StrandingCause.TooFew,
                    };
                }

                lacksDevices |= group.Suffix.Length > 0
                    && !cloud.Placement.Subtree(root).Any(provider => supply.Of(provider.Uuid, wanted.ResourceClass) >= wanted.Amount);
            }
        }

        bool wantsSeveral = queries[0].Groups.Count(group => group.Suffix.Length > 0) > 1;
        return lacksDevices || wantsSeveral ? StrandingCause.TooFew : StrandingCause.Traits;
    }

    /// <summary>What keeps the guest's cells from the host, or from one node's devices.</summary>
    private StrandingCause OfCells(HostState state, PciProviderMapping? mapping, int? node)
    {
        if (Explain(state, mapping) is not { Nearest: { } nearest } full)
        {
            return StrandingCause.Other;
        }

        if (node is { } id && OfCell(full, id) is { } own)
        {
            return own;
        }

        PciRequest[] relaxed = [.. kind.Devices.Select(wish => wish with { NumaPolicy = PciNumaPolicy.Preferred })];
        bool isTooFew = nearest.Problem == NumaFitProblem.PciDevices && state.PciStats?.Supports(relaxed, mapping, null) == false;
        return isTooFew ? StrandingCause.TooFew : Of(nearest.Problem);
    }

    /// <summary>What keeps the guest's cells from one node; null when it is not the node that fails.</summary>
    private StrandingCause? OfCell(NumaExplanation explanation, int node)
    {
        foreach (NumaFitFailure failure in explanation.Failures)
        {
            if (failure.HostCell == node)
            {
                return Of(failure.Problem);
            }
        }

        return null;
    }

    /// <summary>Why the guest's cells do not fit, its devices apart where that is reason enough; null without cells.</summary>
    private NumaExplanation? Explain(HostState state, PciProviderMapping? mapping)
    {
        if (kind.Cells is not { Cells.IsEmpty: false } guest || state.NumaTopology is not { } cells)
        {
            return null;
        }

        NumaLimits limits = new(state.Record.CpuAllocationRatio, state.Record.RamAllocationRatio, kind.Networks);
        NumaExplanation bare = NumaExplanation.Of(cells, guest, new NumaFitOptions(limits, null, packs));
        return bare.Nearest is null
            ? NumaExplanation.Of(cells, guest, new NumaFitOptions(limits, NumaPciDevices.Of(state.PciStats, kind.Devices, mapping), packs))
            : bare;
    }

    private StrandingCause Of(NumaFitProblem problem) => problem switch
    {
        // Guests that do not ask for large pages get the smallest ones, which are the host's ordinary memory.
        NumaFitProblem.PageSizeNotSupported or NumaFitProblem.TooFewPages =>
            AsksForLargePages() ? StrandingCause.HugePages : StrandingCause.NodeMemory,
        NumaFitProblem.TooLittleMemory or NumaFitProblem.MemoryLimit => StrandingCause.NodeMemory,
        NumaFitProblem.PciDevices or NumaFitProblem.NetworkAffinity => StrandingCause.NumaPolicy,
        NumaFitProblem.NoHostTopology or NumaFitProblem.TooFewHostCells => StrandingCause.Other,
        _ => StrandingCause.NodeCpus,
    };

    private bool AsksForLargePages()
    {
        const long smallestKb = 4;
        return kind.Cells is { } guest && guest.Cells.Any(cell => cell.PageSizeKb is MemoryPageSize.Large or > smallestKb);
    }

    /// <summary>The providers of a candidate that would take from a pool's provider, or of any.</summary>
    private static PciProviderMapping? MappingOf(IReadOnlyList<AllocationCandidate> open, string? provider)
    {
        AllocationCandidate? found = open.FirstOrDefault(candidate =>
            provider is not null && candidate.Allocations.Any(allocation => allocation.ProviderUuid == provider));
        found ??= open.Count > 0 ? open[0] : null;
        return found is null ? null : CandidateMapping.Of(found);
    }
}
