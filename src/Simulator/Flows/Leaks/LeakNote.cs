namespace Simulator.Flows.Leaks;

/// <summary>A flow did something after which Nova may leave something behind.</summary>
/// <param name="At">When.</param>
/// <param name="Cause">Why.</param>
/// <param name="Flow">The flow, as Nova calls it.</param>
/// <param name="Operation">The operation that the flow belongs to.</param>
/// <param name="Host">The host on which it may be left; null for any.</param>
internal readonly record struct LeakNote(TimeSpan At, LeakCause Cause, string Flow, string Operation, string? Host);
