namespace Simulator.Metrics;

/// <summary>Something that happened in a run. Immutable.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Subject">The server or host.</param>
/// <param name="Text">A clause for a person.</param>
public sealed record RunEvent(TimeSpan At, RunEventKind Kind, string Subject, string Text);
