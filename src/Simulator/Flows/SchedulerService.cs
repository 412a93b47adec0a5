using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Model;
using Model.Compute;
using Model.Configuration;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;
using Model.Servers;
using Simulator.Flows.Decisions;
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
    private FilterScheduler _scheduler;
    private readonly SchedulingEnvironment _environment;
    private CandidateOptions _candidates;
    private readonly RandomStream _choices;
    private readonly RandomStream _shuffle;
    private SchedulerWorkers _workers;
    private readonly Dictionary<string, ServerGroupState> _groups = new(StringComparer.Ordinal);

    /// <summary>Starts the service with the controller's configuration.</summary>
    /// <exception cref="CloudStartException">The configuration names an unknown filter or weigher.</exception>
    public SchedulerService(FlowContext context)
    {
        _context = context;
        _environment = new SchedulingEnvironment(this, context.Cloud.Aggregates, context.Cloud.Neutron);
        _choices = context.Streams.For("scheduler");
        _shuffle = context.Streams.For("placement");
        Configure();
        foreach (ServerGroupDefinition group in context.Cloud.Scenario.ServerGroups)
        {
            _groups.Add(group.Name, new ServerGroupState(group));
        }
    }

    /// <summary>What decides.</summary>
    public FilterScheduler Scheduler => _scheduler;

    /// <summary>Decisions that took no look at every host.</summary>
    public long DecisionsFromTable { get; private set; }

    /// <summary>What scheduling looks up besides Placement and hosts.</summary>
    public SchedulingEnvironment Environment => _environment;

    /// <inheritdoc/>
    public int NextInt(int exclusiveMax) => _choices.NextInt(exclusiveMax);

    /// <inheritdoc/>
    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell)
    {
        string name = host ?? node!;
        return _context.Cloud.Find(name) is { } found && (node is null || node == name)
            ? [new ComputeNodeName(found.Name, found.Name, found.Tracker.Facts.Uuid)]
            : [];
    }

    /// <summary>Finds a host for a new server and claims its resources in Placement.</summary>
    public IEnumerable<Event> Select(Server server, SchedulingAnswer answer)
    {
        yield return _context.Wait(TimingCatalog.Message, server);
        foreach (Event step in Select(server, () => Describe(server), returnsAlternates: true, answer))
        {
            yield return step;
        }
    }

    /// <summary>Finds a host for a request about a server and, unless it is for a rebuild, claims its resources in Placement.</summary>
    /// <param name="server">The server.</param>
    /// <param name="describe">Makes the request when a worker takes it up.</param>
    /// <param name="returnsAlternates">Whether hosts to try next are wanted.</param>
    /// <param name="answer">Filled with the answer.</param>
    public IEnumerable<Event> Select(Server server, Func<RequestSpec> describe, bool returnsAlternates, SchedulingAnswer answer) =>
        _context.Hooks.LosesMessage?.Invoke(server) == true ? TimeOut(server, answer) : Decide(server, describe, returnsAlternates, answer);

    private IEnumerable<Event> Decide(Server server, Func<RequestSpec> describe, bool returnsAlternates, SchedulingAnswer answer)
    {
        SchedulerWorkers workers = _workers;
        Request? place = workers.Request();
        if (place is not null)
        {
            yield return place;
        }

        HostViews views = workers.Begin();
        RequestSpec request = describe();
        DecisionTrace trace = new(keepsWeights: _context.Decisions.IsWanted);
        List<AllocationCandidates> found = [];
        List<CandidateAnswer> answers = [];
        SchedulingRun run = _scheduler.Begin(request, [server.Uuid], _environment, returnsAlternates, trace);
        HostState[] hosts = [];
        while (run.Step is not (SchedulingStep.Succeeded or SchedulingStep.Failed))
        {
            switch (run.Step)
            {
                case SchedulingStep.Candidates:
                    yield return _context.Wait(TimingCatalog.PlacementQuery, server);
                    if (_context.Placement.IsAway)
                    {
                        run.OnCandidates(null);
                        break;
                    }

                    answers.Add(Query(request, run.Query!, found));
                    run.OnCandidates(answers[^1]);
                    break;
                case SchedulingStep.Hosts:
                    yield return _context.Wait(TimingCatalog.Scheduler, server);
                    if (run.TryHosts(views.Table))
                    {
                        DecisionsFromTable++;
                    }
                    else
                    {
                        hosts = HostStates(run.Providers, views.Borrow);
                        run.OnHosts(hosts);
                    }

                    break;
                default:
                    yield return _context.Wait(TimingCatalog.PlacementWrite, server);
                    ClaimAttempt claim = run.Claim;
                    run.OnClaim(Allocate(server, claim.Candidate));
                    break;
            }
        }

        workers.End(place, views);
        _context.Observer.Decided();
        if (_context.Decisions.IsWanted)
        {
            answer.Decision = new Decision(server, _context.Now) { Request = request, Trace = trace, Found = found };
        }

        Settle(server, run, trace, found, answer);
        _context.Decisions.Scheduled?.Invoke(new SchedulingReport(
            server, request, trace, answers, answer.Selected is { } selected ? [selected, .. answer.Alternates] : []));
        if (!_context.Decisions.IsWanted)
        {
            ReturnStates(hosts);
        }
    }

    /// <summary>The conductor's call to the scheduler is lost: it waits for as long as a call without sign of life may last.</summary>
    private IEnumerable<Event> TimeOut(Server server, SchedulingAnswer answer)
    {
        yield return _context.Env.Sleep(Operations.CallTimeout);
        NovaException timeout = new("MessagingTimeout", "Timed out waiting for a reply of the scheduler");
        answer.Error = timeout;
        answer.Refusal = new FailureRecord
        {
            At = _context.Now,
            Server = server.Record.Name,
            Workload = server.Record.Workload,
            Flavor = server.Record.Flavor,
            Stage = "conductor",
            Exception = timeout.Name,
            Reason = "a message to the scheduler was lost",
            Detail = timeout.Message,
            Final = true,
        };
    }

    /// <summary>Claims an alternate's candidate, as the conductor does before it sends a server on.</summary>
    public bool Allocate(Server server, HostSelection selection) => Allocate(server, selection.Candidate!) == ClaimOutcome.Claimed;

    /// <summary>Starts anew with the controllers' present configuration; decisions under way end with the old one.</summary>
    /// <exception cref="CloudStartException">The configuration names an unknown filter or weigher.</exception>
    [MemberNotNull(nameof(_scheduler), nameof(_candidates), nameof(_workers))]
    public void Configure() => Configure(_context.Cloud.Controller);

    /// <summary>Starts anew with a configuration of its own, which API and conductor may not share.</summary>
    /// <param name="options">The scheduler's options from now on.</param>
    /// <exception cref="CloudStartException">The configuration names an unknown filter or weigher.</exception>
    [MemberNotNull(nameof(_scheduler), nameof(_candidates), nameof(_workers))]
    public void Configure(NovaOptions options)
    {
        try
        {
            _scheduler = new FilterScheduler(options, this, ExpectedDemand.Of(_context.Cloud)) { UsesFastPath = _context.Options.UsesFastPath };
        }
        catch (NovaException exception)
        {
            throw new CloudStartException($"controller: nova-scheduler refuses to start: {exception.Name}: {exception.Message}");
        }

        _candidates = new CandidateOptions
        {
            MaxCandidates = options.Placement.MaxAllocationCandidates,
            Strategy = options.Placement.AllocationCandidatesGenerationStrategy == "breadth-first"
                ? CandidateStrategy.BreadthFirst
                : CandidateStrategy.DepthFirst,
            OptimizeForWideTrees = options.Placement.OptimizeForWideProviderTrees,
            Draw = options.Placement.RandomizeAllocationCandidates ? _shuffle.NextInt : null,
        };
        _workers = new SchedulerWorkers(_context, _scheduler);
    }

    private ClaimOutcome Allocate(Server server, AllocationCandidate candidate)
    {
        if (_context.Placement.Claim(server, candidate.Allocations) is not { } answer)
        {
            return ClaimOutcome.Refused;
        }

        ClaimOutcome outcome = CandidateClaims.Judge(answer);
        if (outcome != ClaimOutcome.Claimed)
        {
            _context.Observer.PlacementClaimRefused();
        }

        return outcome;
    }

    private CandidateAnswer Query(RequestSpec request, ResourceQuery query, List<AllocationCandidates> found)
    {
        found.Add(_context.Cloud.Placement.FindCandidates(query.ToCandidateRequest(), _candidates));
        CandidateAnswer answer = CandidateAnswer.From(found[^1]);
        return _context.Decisions.Reorder is null ? answer : _context.Decisions.Reorder(request, answer);
    }

    /// <summary>The hosts among the providers, as the database describes them now, in the cloud's order: ascending by name.</summary>
    public HostState[] HostStates(IReadOnlyList<string>? providers) => HostStates(providers, static host => host.BorrowState());

    private HostState[] HostStates(IReadOnlyList<string>? providers, Func<ComputeHost, HostState> borrow)
    {
        IReadOnlyList<ComputeHost> all = _context.Cloud.Hosts;
        BitArray wanted = new(all.Count, providers is null);
        int count = providers is null ? all.Count : 0;
        for (int index = 0; index < providers?.Count; index++)
        {
            if (_context.Cloud.FindRoot(providers[index]) is { } host && !wanted[host.Place])
            {
                wanted[host.Place] = true;
                count++;
            }
        }

        HostState[] states = new HostState[count];
        for (int place = 0, next = 0; next < count; place++)
        {
            if (wanted[place])
            {
                states[next++] = borrow(all[place]);
            }
        }

        return states;
    }

    /// <summary>A host as the database describes it now.</summary>
    public static HostState StateOf(ComputeHost host) =>
        ComputeHost.StateOf(host, host.Tracker.Record, host.Service);

    private void ReturnStates(HostState[] states)
    {
        // Both are in the cloud's order, so one walk finds every host.
        IReadOnlyList<ComputeHost> all = _context.Cloud.Hosts;
        int place = 0;
        foreach (HostState state in states)
        {
            while (all[place].Name != state.Host)
            {
                place++;
            }

            all[place].ReturnState(state);
        }
    }

    /// <summary>The request for a server as it is; changes nothing.</summary>
    public RequestSpec Again(Server server) => Describe(server, server.Flavor, server.Image, server.PciRequests, server.NumaWish);

    private RequestSpec Describe(Server server)
    {
        RequestSpec request = Again(server);
        if (server.Request.Group is { } name)
        {
            _groups[name].Members.Add(server);
        }

        return request;
    }

    /// <summary>The request for a new server as it is, or with another flavor, image, devices or cells; changes nothing.</summary>
    public RequestSpec Describe(
        Server server, Flavor flavor, Image image, IReadOnlyList<PciRequest> devices, InstanceNumaTopology? numaWish) =>
        Describe(server, new SchedulingWish(flavor, image, devices, numaWish)
        {
            ForceHosts = server.Request.Host is { } forced ? [forced] : [],
            Destination = server.Request.Destination,
        });

    /// <summary>The request for a server that moves, is rebuilt or unshelved.</summary>
    public RequestSpec Describe(Server server, SchedulingWish wish)
    {
        ServerGroupState? group = server.Request.Group is { } name ? _groups[name] : null;
        Dictionary<string, IReadOnlyList<string>> hints = new(StringComparer.Ordinal);
        if (group is not null)
        {
            hints["group"] = [group.Uuid];
        }

        if (wish.IsRebuild)
        {
            hints["_nova_check_type"] = ["rebuild"];
        }

        RequestSpec request = new()
        {
            Flavor = wish.Flavor,
            Image = wish.Image,
            ProjectId = server.Record.Project,
            UserId = server.Record.Project,
            AvailabilityZone = server.Request.AvailabilityZone,
            ForceHosts = wish.ForceHosts,
            IgnoreHosts = wish.IgnoreHosts,
            Destination = wish.Destination is { } destination ? new Destination { Host = destination, Node = destination } : null,
            Group = group?.Snapshot(),
            Hints = hints,
            PciRequests = wish.PciRequests,
            NumaTopology = wish.NumaTopology,
            NetworkMetadata = server.NetworkMetadata,
            RequestedNetworks = Neutron.Requested(server),
            Now = _context.Now,
        };
        // API and conductor add the groups, so it is their option that counts.
        if (_context.Cloud.Controller.FilterScheduler.PciInPlacement && !wish.IsRebuild)
        {
            ResourceQueryBuilder.AddPciGroups(request);
        }

        return request;
    }

    private void Settle(
        Server server, SchedulingRun run, DecisionTrace trace, List<AllocationCandidates> found, SchedulingAnswer answer)
    {
        if (run.Step == SchedulingStep.Failed)
        {
            foreach (string instance in run.GiveBack)
            {
                _context.Placement.Delete(server, instance);
            }

            answer.Error = run.Refusal;
            answer.Refusal = RefusalWords.Of(_context, server, trace, found, run.Refusal!, () => Again(server));
            if (answer.Decision is { } refused)
            {
                refused.Refusal = answer.Refusal;
                refused.Emptied = trace.Queries.Count > 0 && trace.Answers.TrueForAll(reply => reply.Candidates <= 0)
                    ? CandidateExplainer.Explain(_context.Cloud.Placement, trace.Queries[0].ToCandidateRequest())
                    : null;
            }

            return;
        }

        IReadOnlyList<Selection> selections = run.Selections[0];
        answer.Selected = ToSelection(selections[0]);
        foreach (Selection alternate in selections.Skip(1))
        {
            answer.Alternates.Enqueue(ToSelection(alternate));
        }

        if (answer.Decision is { } decision)
        {
            decision.Selected = answer.Selected;
            decision.Alternates = [.. answer.Alternates];
        }
    }

    private HostSelection ToSelection(Selection selection) =>
        new(_context.Cloud.HostNamed(selection.Host), selection.Candidate, selection.NumaLimits);
}
