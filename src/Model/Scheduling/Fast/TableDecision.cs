using System.Numerics;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>Filters and weighs from a table, with the outcome of <see cref="FilterScheduler.Sort"/>.</summary>
internal static class TableDecision
{
    /// <summary>Ranks the hosts that Placement's answer names; false when that takes a look at each.</summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <param name="table">Its hosts.</param>
    /// <param name="answer">Placement's answer.</param>
    /// <param name="request">The request.</param>
    /// <param name="trace">Learns how many hosts each filter leaves, and why the one that leaves none refused each; or null.</param>
    /// <param name="alternates">How many hosts are wanted besides the best.</param>
    /// <param name="ranking">The hosts; null when none is left.</param>
    public static bool TryRank(
        FilterScheduler scheduler,
        HostTable table,
        AllocationCandidates answer,
        RequestSpec request,
        IDecisionTrace? trace,
        int alternates,
        out HostTableRanking? ranking)
    {
        ranking = null;
        if (!scheduler.UsesFastPath || !ReferenceEquals(table.Scheduler, scheduler) || trace is { WantsWeights: true }
            || answer is not { Set: not null, HasSuffixes: false })
        {
            return false;
        }

        HostShape shape;
        try
        {
            if (!scheduler.TableRules.Allow(request) || !table.TryRefresh(answer))
            {
                return false;
            }

            shape = table.ShapeOf(request);
            shape.Update(answer, request);
        }
        catch (NovaException)
        {
            // Which filter raises what depends on who is looked at first.
            return false;
        }

        if (trace is not null)
        {
            Tell(trace, scheduler, table, shape, answer, request);
        }

        if (shape.Sums.Count > 0)
        {
            // One more than is to be chosen, for a claim that fails.
            Span<int> places = alternates < 30 ? stackalloc int[alternates + 2] : new int[alternates + 2];
            places = places[..shape.Sums.FindBest(places)];
            ranking = new HostTableRanking(table, shape.Verdicts, answer, request, places, shape.Sums.Count);
        }

        return true;
    }

    private static void Tell(
        IDecisionTrace trace, FilterScheduler scheduler, HostTable table, HostShape shape, AllocationCandidates answer, RequestSpec request)
    {
        int left = answer.Count;
        trace.FilteringBegan(0, left);
        foreach (IHostFilter filter in scheduler.Filters)
        {
            int before = left;
            left = shape.Verdicts.CountAfter(filter, answer.Set!.Bits, before);
            if (left == 0)
            {
                TellRefusals(trace, filter, table, shape.Verdicts, answer, request);
            }

            trace.Filtered(filter, before, left);
            if (left == 0)
            {
                break;
            }
        }
    }

    private static void TellRefusals(
        IDecisionTrace trace,
        IHostFilter filter,
        HostTable table,
        HostVerdicts verdicts,
        AllocationCandidates answer,
        RequestSpec request)
    {
        CandidateSet set = answer.Set!;
        for (int word = 0; word < set.Bits.Length; word++)
        {
            for (ulong hosts = set.Bits[word]; hosts != 0; hosts &= hosts - 1)
            {
                int place = (word * 64) + BitOperations.TrailingZeroCount(hosts);
                if (verdicts.Reaches(filter, place))
                {
                    HostState host = table.StateOf(place);
                    host.TakeCandidate(answer, set.Roots[place]);
                    trace.Refused(filter, host, verdicts.Check(host, request, filter));
                }
            }
        }
    }
}
