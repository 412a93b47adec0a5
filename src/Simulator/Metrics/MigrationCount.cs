namespace Simulator.Metrics;

/// <summary>Moves of one kind that ended alike. Immutable.</summary>
/// <param name="Type"><c>migration</c>, <c>resize</c>, <c>live-migration</c> or <c>evacuation</c>.</param>
/// <param name="Status">Nova's status at the end of the run.</param>
/// <param name="Cause">Exception class for those that failed; else empty.</param>
/// <param name="Count">How many.</param>
public sealed record MigrationCount(string Type, string Status, string Cause, int Count);
