using Model;
using Model.Configuration;
using Model.Placement;
using Model.Scheduling;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// The scheduler service: drives a decision of <see cref="FilterScheduler"/> through simulated time. Candidates, host states and claims are
/// read and made at the instants the real services would, so what has changed in between shows.
/// </summary>
internal sealed class SchedulerService : IComputeNodeDirectory, IRandomSource
{
    private readonly FlowContext _context;
    private readonly FilterScheduler _scheduler;
    private readonly SchedulingEnvironment _environment;
    private readonly CandidateOptions _candidates;
    private readonly RandomStream _choices;
    private readonly Resource? _workers;
    private readonly Dictionary<string, ServerGroupState> _groups = new(StringComparer.Ordinal);

    /// <summary>Starts the service with the controller's configuration.</summary>
    /// <exception cref="CloudStartException">The configuration names an unknown filter or weigher.</exception>
    public SchedulerService(FlowContext context)
    {
        _context = context;
        NovaOptions options = context.Cloud.Scenario.Controller;
        try
        {
            _scheduler = new FilterScheduler(options, this);
        }
        catch (NovaException exception)
        {
            throw new CloudStartException($"controller: nova-scheduler refuses to start: {exception.Name}: {exception.Message}");
        }

        _environment = new SchedulingEnvironment(this, context.Cloud.Aggregates);
        _choices = context.Streams.For("scheduler");
        RandomStream shuffle = context.Streams.For("placement");
        _candidates = new CandidateOptions
        {
            MaxCandidates = options.Placement.MaxAllocationCandidates,
            Strategy = options.Placement.AllocationCandidatesGenerationStrategy == "breadth-first"
                ? CandidateStrategy.BreadthFirst
                : CandidateStrategy.DepthFirst,
            OptimizeForWideTrees = options.Placement.OptimizeForWideProviderTrees,
            Draw = options.Placement.RandomizeAllocationCandidates ? shuffle.NextInt : null,
        };
        _workers = options.Scheduler.Workers is { } workers ? new Resource(context.Env, workers) : null;
        foreach (ServerGroupDefinition group in context.Cloud.Scenario.ServerGroups)
        {
            _groups.Add(group.Name, new ServerGroupState(group));
        }
    }

    /// <inheritdoc/>
    public int NextInt(int exclusiveMax) => _choices.NextInt(exclusiveMax);

    /// <inheritdoc/>
    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node)
    {
        string name = host ?? node!;
        return _context.Cloud.Find(name) is { } found && (node is null || node == name)
            ? [new ComputeNodeName(found.Name, found.Name, found.Tracker.Facts.Uuid)]
            : [];
    }

    /// <summary>Finds a host for a server and claims its resources in Placement.</summary>
    public IEnumerable<Event> Select(Server server, SchedulingAnswer answer)
    {
        yield return _context.Wait(TimingCatalog.Message, server);
        Request? worker = _workers?.Request();
        if (worker is not null)
        {
            yield return worker;
        }

        RequestSpec request = Describe(server);
        DecisionRecorder recorder = new(_context, server);
        SchedulingRun run = _scheduler.Begin(request, [server.Uuid], _environment, returnsAlternates: true, recorder);
        while (run.Step is not (SchedulingStep.Succeeded or SchedulingStep.Failed))
        {
            switch (run.Step)
            {
                case SchedulingStep.Candidates:
                    yield return _context.Wait(TimingCatalog.PlacementQuery, server);
                    run.OnCandidates(Query(run.Query!, recorder));
                    break;
                case SchedulingStep.Hosts:
                    yield return _context.Wait(TimingCatalog.Scheduler, server);
                    run.OnHosts(HostStates(run.Providers));
                    break;
                default:
                    yield return _context.Wait(TimingCatalog.PlacementWrite, server);
                    ClaimAttempt claim = run.Claim;
                    run.OnClaim(Allocate(server, claim.Candidate) ? ClaimOutcome.Claimed : ClaimOutcome.Refused);
                    break;
            }
        }

        if (worker is not null)
        {
            _workers!.Release(worker);
        }

        _context.Observer.Decided();
        Settle(server, run, recorder, answer);
    }

    /// <summary>Claims an alternate's candidate, as the conductor does before it sends a server on.</summary>
    public bool Allocate(Server server, HostSelection selection) => Allocate(server, selection.Candidate);

    private bool Allocate(Server server, AllocationCandidate candidate)
    {
        PlacementResult result = _context.Cloud.Placement.Claim(new ConsumerClaim
        {
            ConsumerUuid = server.Uuid,
            Allocations = candidate.Allocations,
            ProjectId = server.Record.Project,
            UserId = server.Record.Project,
            ConsumerGeneration = _context.Cloud.Placement.GetConsumerGeneration(server.Uuid),
        });
        if (result.IsSuccess)
        {
            _context.Observer.Allocated(candidate.Allocations, 1);
        }

        return result.IsSuccess;
    }

    private CandidateAnswer Query(ResourceQuery query, DecisionRecorder recorder)
    {
        CandidateRequest request = query.ToCandidateRequest();
        AllocationCandidates found = _context.Cloud.Placement.FindCandidates(request, _candidates);
        recorder.Asked(request, found);
        return CandidateAnswer.From(found);
    }

    /// <summary>The hosts among the providers, as the database describes them now, in ascending order of name.</summary>
    private List<HostState> HostStates(IReadOnlyList<string>? providers)
    {
        List<HostState> states = [];
        if (providers is null)
        {
            states.AddRange(_context.Cloud.Hosts.Select(StateOf));
            return states;
        }

        foreach (string provider in providers)
        {
            if (_context.Cloud.FindRoot(provider) is { } host)
            {
                states.Add(StateOf(host));
            }
        }

        states.Sort(static (left, right) => string.CompareOrdinal(left.Host, right.Host));
        return states;
    }

    private static HostState StateOf(ComputeHost host) =>
        new(host.Tracker.Record, host.Service) { Aggregates = host.Aggregates, Instances = host.Images };

    private RequestSpec Describe(Server server)
    {
        ServerGroupState? group = server.Request.Group is { } name ? _groups[name] : null;
        RequestSpec request = new()
        {
            Flavor = server.Flavor,
            Image = server.Image,
            ProjectId = server.Record.Project,
            UserId = server.Record.Project,
            AvailabilityZone = server.Request.AvailabilityZone,
            ForceHosts = server.Request.Host is { } forced ? [forced] : [],
            Group = group?.Snapshot(),
            Hints = group is null
                ? new Dictionary<string, IReadOnlyList<string>>()
                : new Dictionary<string, IReadOnlyList<string>> { ["group"] = [group.Uuid] },
            PciRequests = server.PciRequests,
            NumaTopology = server.NumaWish,
            Now = _context.Now,
        };
        if (_scheduler.Options.FilterScheduler.PciInPlacement)
        {
            ResourceQueryBuilder.AddPciGroups(request);
        }

        group?.Members.Add(server);
        return request;
    }

    private void Settle(Server server, SchedulingRun run, DecisionRecorder recorder, SchedulingAnswer answer)
    {
        if (run.Step == SchedulingStep.Failed)
        {
            foreach (string instance in run.GiveBack)
            {
                _context.Cloud.Placement.DeleteAllocations(instance);
            }

            answer.Refusal = recorder.Explain(run.Refusal!);
            return;
        }

        IReadOnlyList<Selection> selections = run.Selections[0];
        answer.Selected = ToSelection(selections[0]);
        foreach (Selection alternate in selections.Skip(1))
        {
            answer.Alternates.Enqueue(ToSelection(alternate));
        }
    }

    private HostSelection ToSelection(Selection selection) =>
        new(_context.Cloud.HostNamed(selection.Host), selection.Candidate!, selection.NumaLimits);
}
