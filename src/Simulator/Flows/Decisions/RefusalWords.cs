using Model;
using Model.Placement;
using Model.Scheduling;
using Simulator.Metrics;
using Simulator.Reports;

namespace Simulator.Flows.Decisions;

/// <summary>Says why the scheduler refused a server: at which stage, the cause it is counted under, and a sentence.</summary>
internal static class RefusalWords
{
    /// <summary>The refusal in words.</summary>
    /// <param name="context">The run.</param>
    /// <param name="server">Who was refused.</param>
    /// <param name="trace">What the scheduler did.</param>
    /// <param name="found">Placement's answers, one a query.</param>
    /// <param name="refusal">The refusal.</param>
    /// <param name="again">Makes the request as it was before scheduling.</param>
    public static FailureRecord Of(
        FlowContext context,
        Server server,
        DecisionTrace trace,
        IReadOnlyList<AllocationCandidates> found,
        NovaException refusal,
        Func<RequestSpec> again)
    {
        (string stage, string reason, string detail) = Cause(context.Cloud.Placement, trace, refusal);
        detail += Guard(context, stage, trace, found, again);
        detail += HiddenHosts(context.Cloud.Placement, trace, found);
        return new FailureRecord
        {
            At = context.Now,
            Server = server.Record.Name,
            Workload = server.Record.Workload,
            Flavor = server.Record.Flavor,
            Stage = stage,
            Exception = refusal.Name,
            Reason = reason,
            Detail = detail,
            Final = true,
        };
    }

    private static (string Stage, string Reason, string Detail) Cause(PlacementStore placement, DecisionTrace trace, NovaException refusal)
    {
        if (refusal.Name != "NoValidHost")
        {
            return ("scheduler", $"{refusal.Name}: {refusal.Message}", refusal.Message);
        }

        if (trace.Queries.Count > 0 && trace.Answers.TrueForAll(answer => answer.Candidates <= 0))
        {
            // Pinned guests are asked for twice; the first question is the real one.
            CandidateDiagnosis diagnosis = CandidateDiagnosis.Of(placement, trace.Queries[0].ToCandidateRequest());
            return ("placement", diagnosis.Cause, diagnosis.Sentence);
        }

        if (trace.Guests is not [.., GuestDecision guest])
        {
            return ("scheduler", refusal.Message, refusal.Message);
        }

        if (guest.Filters is [.., { After: 0 } last])
        {
            return FilterCause(guest, last.Filter);
        }

        return guest.Claims.Count > 0
            ? ("placement claim", "resources went to others between query and claim",
                FormattableString.Invariant($"{guest.Claims.Count} hosts were tried in order of weight; ")
                    + "on each, another request had taken the resources since the query.")
            : ("scheduler", refusal.Message, refusal.Message);
    }

    private static (string Stage, string Reason, string Detail) FilterCause(GuestDecision guest, string filter)
    {
        RefusalGroup common = RefusalGroup.Of(guest, filter)[0];
        string path = string.Join(", ", guest.Filters.Where(item => item.Before != item.After)
            .Select(item => FormattableString.Invariant($"{item.Filter} {item.Before} → {item.After}")));
        string offered = $"Placement offered {Verdict.Count(guest.Hosts, "host", "hosts")}; {path}. ";
        return (filter, $"{filter}: {common.Reason}",
            offered + FormattableString.Invariant($"{filter} on {common.Hosts.Count} of them: {common.Reason}."));
    }

    /// <summary>A sentence about the guard that kept the devices of one refused host from the request, or nothing.</summary>
    private static string Guard(
        FlowContext context, string stage, DecisionTrace trace, IReadOnlyList<AllocationCandidates> found, Func<RequestSpec> again)
    {
        if (stage != HostDetail.PciFilter)
        {
            return string.Empty;
        }

        HostState host = RefusalGroup.Of(trace.Guests[^1], stage)[0].Hosts[0];
        AllocationCandidate[] candidates = [.. found.SelectMany(answer => CandidatesOf(answer, host.Uuid))];
        return HostDetail.Of(context, stage, host, again(), candidates).FirstOrDefault() is { } guard ? $" {host.Host}: {guard}." : string.Empty;
    }

    private static IEnumerable<AllocationCandidate> CandidatesOf(AllocationCandidates answer, string root)
    {
        for (int index = 0; index < answer.Count; index++)
        {
            if (answer.RootUuidOf(index) == root)
            {
                yield return answer[index];
            }
        }
    }

    /// <summary>A sentence about hosts that a full answer left no room for, or nothing.</summary>
    private static string HiddenHosts(PlacementStore placement, DecisionTrace trace, IReadOnlyList<AllocationCandidates> found)
    {
        if (found.Count == 0 || trace.Queries[0].ToCandidateRequest() is not { Limit: { } limit } request || found[0].Count < limit)
        {
            return string.Empty;
        }

        CandidateCoverage coverage = CandidateCoverage.Of(placement, request, found[0]);
        return coverage.HidesRoots ? $" {coverage.Sentence}." : string.Empty;
    }
}
