using Simulator.Metrics;

namespace Simulator.Studies;

/// <summary>One figure of a run that studies compare.</summary>
/// <param name="Name">Its name in study files and results; the same as in <c>expect:</c> where both have it.</param>
/// <param name="Label">What it is, for headings.</param>
/// <param name="Unit">What it counts in.</param>
/// <param name="Effect">What a variant does, with <c>{0}</c> for the amount: "refuses {0} servers".</param>
/// <param name="Less">The word for a smaller amount: "fewer" or "less".</param>
/// <param name="Read">Reads it off a run; null when the run has no such figure.</param>
internal sealed record StudyMetric(string Name, string Label, MetricUnit Unit, string Effect, string Less, Func<RunWindow, double?> Read);
