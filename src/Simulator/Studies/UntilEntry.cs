using Simulator.Scenarios.Binding;

namespace Simulator.Studies;

/// <summary>The value of <c>until:</c> as read.</summary>
/// <param name="Metric">The metric whose interval must become narrow.</param>
/// <param name="HalfWidth">Half of the interval's width.</param>
/// <param name="Max">Most replications.</param>
internal sealed record UntilEntry(Placed<string> Metric, double HalfWidth, int Max);
