using Model;
using Model.Placement;
using Model.Scheduling;
using Simulator.Metrics;

namespace Simulator.Flows.Room;

/// <summary>
/// Fills a copy of a host with guests of one kind, by the scheduler's own steps: Placement's candidates, the configured filters and the
/// scheduler's deduction. Nothing of the run is changed. Server groups are not considered.
/// </summary>
internal sealed class RoomProbe
{
    // As many as Nova lets Placement answer with by default; wide trees have millions.
    private const int CandidatesMax = 1000;
    private const int GuestsMax = 10_000;

    private readonly FlowContext _context;
    private readonly FilterScheduler _scheduler;
    private readonly RequestSpec _request;
    private readonly IReadOnlyList<CandidateRequest> _queries;
    private readonly bool _packs;

    /// <summary>Prepares a kind of guest at an instant.</summary>
    public RoomProbe(FlowContext context, FilterScheduler scheduler, SchedulingEnvironment environment, DemandKind kind)
    {
        _context = context;
        _scheduler = scheduler;
        Kind = kind;
        _request = new RequestSpec
        {
            Flavor = kind.Flavor,
            Image = kind.Image,
            ProjectId = kind.Project,
            UserId = kind.Project,
            PciRequests = kind.Devices,
            NumaTopology = kind.Cells,
            NetworkMetadata = kind.Networks,
            Now = context.Now,
        };
        if (scheduler.Options.FilterScheduler.PciInPlacement)
        {
            ResourceQueryBuilder.AddPciGroups(_request);
        }

        _packs = scheduler.Options.Compute.PackingHostNumaCellsAllocationStrategy;
        _queries = Ask(environment);
        Judge = new RoomJudge(context.Cloud, kind, _request, _queries, _packs);
    }

    /// <summary>What judges the hosts that this probe has filled.</summary>
    public RoomJudge Judge { get; }

    /// <summary>The kind of guest.</summary>
    public DemandKind Kind { get; }

    /// <summary>Fills a host.</summary>
    public RoomAnswer Fill(ComputeHost host)
    {
        HostState state = ComputeHost.StateOf(host, host.Tracker.Record, host.Service);
        HostSupply supply = new(_context.Cloud.Placement, state.Uuid);
        List<AllocationCandidate> open = Candidates(state.Uuid);
        int guests = 0;
        string? refusedBy = null;
        while (guests < GuestsMax)
        {
            open.RemoveAll(candidate => !supply.Covers(candidate));
            if (open.Count == 0)
            {
                break;
            }

            refusedBy = TryPlace(state, open, supply);
            if (refusedBy is not null)
            {
                break;
            }

            guests++;
        }

        _request.NumaTopology = Kind.Cells;
        return Judge.Judge(host, state, supply, open, refusedBy, guests);
    }

    /// <summary>Puts one guest on the host.</summary>
    /// <returns>The filter that refuses, or null.</returns>
    private string? TryPlace(HostState state, List<AllocationCandidate> open, HostSupply supply)
    {
        try
        {
            return Place(state, open, supply);
        }
        catch (NovaException)
        {
            // A filter raised, or the devices do not suffice after all; the compute service would refuse the guest.
            return "";
        }
    }

    private string? Place(HostState state, List<AllocationCandidate> open, HostSupply supply)
    {
        state.Candidates = open;
        _request.NumaTopology = Kind.Cells;
        if (HostFiltering.Narrow(_scheduler.Filters, [state], _request, 0).Count == 0 || state.CandidateCount == 0)
        {
            state.Candidates = open;
            return _scheduler.Filters.FirstOrDefault(filter => !filter.PassesAll(_request) && !filter.Check(state, _request).Passes)?.Name ?? "";
        }

        AllocationCandidate candidate = state.Candidates[0];
        foreach (RequestedGroup group in _request.RequestedResources ?? [])
        {
            group.ProviderUuids = candidate.ProvidersOf(group.RequesterId ?? "");
        }

        state.Consume(_request, _packs);
        supply.Take(candidate);
        return null;
    }

    private List<AllocationCandidate> Candidates(string root)
    {
        List<AllocationCandidate> found = [];
        foreach (CandidateRequest query in _queries)
        {
            CandidateRequest here = query with { Groups = [.. query.Groups.Select(group => group with { InTree = root })], Limit = CandidatesMax };
            AllocationCandidates answer = _context.Cloud.Placement.FindCandidates(here);
            for (int index = 0; index < answer.Count; index++)
            {
                found.Add(answer[index]);
            }
        }

        return found;
    }

    /// <summary>The queries that the scheduler would put to Placement; none when it would refuse before.</summary>
    private List<CandidateRequest> Ask(SchedulingEnvironment environment)
    {
        List<CandidateRequest> queries = [];
        SchedulingRun run = _scheduler.Begin(_request, ["room"], environment, returnsAlternates: false);
        while (run.Step == SchedulingStep.Candidates)
        {
            queries.Add(run.Query!.ToCandidateRequest());
            run.OnCandidates(new CandidateAnswer([], []));
        }

        return queries;
    }
}
