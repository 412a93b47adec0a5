using Model.Scheduling;

namespace Simulator.Flows;

/// <summary>One answer of the scheduler, as it saw things. Immutable.</summary>
/// <param name="Server">The server.</param>
/// <param name="Request">The request.</param>
/// <param name="Trace">What the scheduler did.</param>
/// <param name="Answers">Placement's answers, one a query.</param>
/// <param name="Selected">Its choice and the alternates, best first; empty when no host was valid.</param>
internal sealed record SchedulingReport(
    Server Server, RequestSpec Request, DecisionTrace Trace, IReadOnlyList<CandidateAnswer> Answers, IReadOnlyList<HostSelection> Selected);
