using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>
/// Asks a scheduler of the same configuration what it would decide, without claiming anything and without touching the run's random
/// streams.
/// </summary>
internal sealed class Trial : IRandomSource
{
    private readonly FilterScheduler _scheduler;
    private readonly SchedulingEnvironment _environment;

    /// <summary>Prepares a scheduler like the one of the run.</summary>
    public Trial(SchedulerService service)
    {
        _scheduler = new FilterScheduler(service.Scheduler.Options, this, service.Scheduler.ExpectedDemand);
        _environment = service.Environment;
    }

    /// <summary>Any of the best hosts will do.</summary>
    public int NextInt(int exclusiveMax) => 0;

    /// <summary>Decides one request.</summary>
    /// <param name="request">The request; the scheduler changes it.</param>
    /// <param name="placement">Where to look for candidates.</param>
    /// <param name="states">The hosts of the given providers.</param>
    public TrialAnswer Run(RequestSpec request, PlacementStore placement, Func<IReadOnlyList<string>?, IReadOnlyList<HostState>> states)
    {
        DecisionTrace trace = new(keepsWeights: false);
        List<AllocationCandidate> candidates = [];
        SchedulingRun run = _scheduler.Begin(request, ["trial"], _environment, returnsAlternates: false, trace);
        while (run.Step is SchedulingStep.Candidates or SchedulingStep.Hosts)
        {
            if (run.Step == SchedulingStep.Hosts)
            {
                run.OnHosts(states(run.Providers));
                continue;
            }

            CandidateAnswer answer = CandidateAnswer.From(placement.FindCandidates(run.Query!.ToCandidateRequest()));
            candidates.AddRange(answer.Candidates);
            run.OnCandidates(answer);
        }

        return new TrialAnswer(run.Step == SchedulingStep.Claim ? run.Claim.Host.Host : null, trace, candidates);
    }
}
