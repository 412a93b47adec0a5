using Model.Configuration;
using Model.Scheduling.Fast;
using Model.Scheduling.Policies;

namespace Model.Scheduling;

/// <summary>
/// A scheduler service's configuration at work (Nova: <c>nova/scheduler/manager.py</c>). It holds no state of hosts, so one object
/// serves any number of requests, one at a time; several scheduler workers are several objects.
/// </summary>
public sealed class FilterScheduler
{
    private readonly IRandomSource? _random;

    /// <summary>Makes the filters, weighers and pre-filters of a configuration.</summary>
    /// <param name="options">The scheduler's nova.conf.</param>
    /// <param name="random">Draws for shuffling and for host_subset_size above 1; may be null without those.</param>
    /// <param name="demand">The flavor mix that is expected, for policies beyond Nova; null when nobody told.</param>
    /// <exception cref="NovaException"><c>SchedulerHostFilterNotFound</c> or <c>ImportError</c>: an unknown name.</exception>
    public FilterScheduler(NovaOptions options, IRandomSource? random = null, IReadOnlyList<FlavorDemand>? demand = null)
    {
        bool draws = options.FilterScheduler.ShuffleBestSameWeighedHosts || options.FilterScheduler.HostSubsetSize > 1;
        if (draws && random is null)
        {
            throw new ArgumentNullException(nameof(random), "the configuration asks for random choices");
        }

        Options = options;
        ExpectedDemand = demand ?? [];
        Filters = FilterRegistry.Create(options);
        Weighers = WeigherRegistry.Create(options, demand);
        PreFilters = PreFilterRegistry.Create(options.Release);
        _random = draws ? random : null;
        Plans = new QueryPlans(options.Scheduler.LimitTenantsToPlacementAggregate);
        TableRules = new TableRules(Filters, Weighers, isDrawn: draws);
    }

    /// <summary>The configuration.</summary>
    public NovaOptions Options { get; }

    /// <summary>The flavor mix that is expected; empty when nobody told.</summary>
    public IReadOnlyList<FlavorDemand> ExpectedDemand { get; }

    /// <summary>
    /// Whether decisions may be made from a <see cref="HostTable"/> and from what earlier requests left. The decisions are the same, so the
    /// only reason to say no is to see that they are.
    /// </summary>
    public bool UsesFastPath
    {
        get => Plans is not null;
        init => Plans = value ? Plans ?? new QueryPlans(Options.Scheduler.LimitTenantsToPlacementAggregate) : null;
    }

    /// <summary>The plans of recent requests; null without the fast path.</summary>
    internal QueryPlans? Plans { get; private init; }

    /// <summary>What of the configuration a table can decide.</summary>
    internal TableRules TableRules { get; }

    /// <summary>The filters in configured order.</summary>
    public IReadOnlyList<IHostFilter> Filters { get; }

    /// <summary>The weighers in configured order.</summary>
    public IReadOnlyList<IHostWeigher> Weighers { get; }

    /// <summary>The pre-filters in Nova's order.</summary>
    public IReadOnlyList<IPreFilter> PreFilters { get; }

    /// <summary>
    /// Begins a request: pre-filters run and the query to Placement is ready. Whoever drives the run answers its
    /// <see cref="SchedulingRun.Step"/> until it has succeeded or failed, at whatever instants the real answers would come.
    /// </summary>
    /// <param name="request">The request; the run changes it.</param>
    /// <param name="instances">
    /// The uuids of the guests; null for a caller that does not name them: then nothing is claimed.
    /// </param>
    /// <param name="environment">Aggregates, networks and node names.</param>
    /// <param name="returnsAlternates">Whether the caller can use alternates.</param>
    /// <param name="trace">Learns everything, or null.</param>
    public SchedulingRun Begin(
        RequestSpec request,
        IReadOnlyList<string>? instances,
        SchedulingEnvironment environment,
        bool returnsAlternates,
        IDecisionTrace? trace = null)
    {
        SchedulingRun run = new(this, request, instances, environment, returnsAlternates, trace);
        run.Start();
        return run;
    }

    /// <summary>Drives a request to its end against a Placement and host states that answer at once.</summary>
    /// <returns>For each guest the choice and its alternates.</returns>
    /// <exception cref="NovaException"><c>NoValidHost</c>, <c>AllocationUpdateFailed</c>, or what a filter or weigher raises.</exception>
    public IReadOnlyList<IReadOnlyList<Selection>> SelectDestinations(
        RequestSpec request,
        IReadOnlyList<string>? instances,
        SchedulingEnvironment environment,
        ICandidateSource source,
        bool returnsAlternates,
        IDecisionTrace? trace = null)
    {
        SchedulingRun run = Begin(request, instances, environment, returnsAlternates, trace);
        while (true)
        {
            switch (run.Step)
            {
                case SchedulingStep.Candidates:
                    run.OnCandidates(source.FindCandidates(run.Query!));
                    break;
                case SchedulingStep.Hosts:
                    if (source.Hosts is not { } table || !run.TryHosts(table))
                    {
                        run.OnHosts(source.FindHosts(run.Providers));
                    }

                    break;
                case SchedulingStep.Claim:
                    run.OnClaim(source.Claim(run.Claim));
                    break;
                case SchedulingStep.Succeeded:
                    return run.Selections;
                default:
                    foreach (string instance in run.GiveBack)
                    {
                        source.GiveBack(instance);
                    }

                    throw run.Refusal!;
            }
        }
    }

    /// <summary>Filters and weighs: the hosts in the order in which they are to be tried; empty when none is left.</summary>
    internal IReadOnlyList<HostState> Sort(IReadOnlyList<HostState> hosts, RequestSpec request, int index, IDecisionTrace? trace)
    {
        List<HostState> passing = HostFiltering.Narrow(Filters, hosts, request, index, trace);
        if (passing.Count == 0)
        {
            return [];
        }

        IDecisionTrace? weighing = trace is { WantsWeights: true } ? trace : null;
        if (_random is null && weighing is null)
        {
            return new HostRanking(passing, Weighing.Total(Weighers, passing, request, null));
        }

        WeighedHost[] ranked = Weighing.Rank(Weighers, passing, request, weighing);
        if (Options.FilterScheduler.ShuffleBestSameWeighedHosts)
        {
            ShuffleBest(ranked);
        }

        int subset = Math.Min(Options.FilterScheduler.HostSubsetSize, ranked.Length);
        int choice = subset > 1 ? _random!.NextInt(subset) : 0;
        WeighedHost chosen = ranked[choice];
        Array.Copy(ranked, 0, ranked, 1, choice);
        ranked[0] = chosen;
        weighing?.Ranked(ranked);
        return Array.ConvertAll(ranked, host => host.Host);
    }

    private void ShuffleBest(WeighedHost[] ranked)
    {
        int best = 1;
        while (best < ranked.Length && ranked[best].Weight == ranked[0].Weight)
        {
            best++;
        }

        for (int index = best - 1; index > 0; index--)
        {
            int other = _random!.NextInt(index + 1);
            (ranked[index], ranked[other]) = (ranked[other], ranked[index]);
        }
    }
}
