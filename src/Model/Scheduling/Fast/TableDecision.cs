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
            || answer.Set is null || (answer.Set.Chunks is not null && !answer.HasSuffixes))
        {
            return false;
        }

        HostShape shape;
        try
        {
            if (!scheduler.TableRules.Allow(request) || GroupOwners.Of(request, answer) is not { } owners || !table.TryRefresh(answer))
            {
                return false;
            }

            shape = table.ShapeOf(request, answer, owners);
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
        int left = answer.Set!.RootCount;
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
        foreach (int place in answer.Set!.Places())
        {
            if (verdicts.Reaches(filter, place))
            {
                HostState host = table.StateOf(place);
                host.TakeCandidates(answer, place);
                trace.Refused(filter, host, verdicts.Check(host, request, filter));
            }
        }
    }
}
