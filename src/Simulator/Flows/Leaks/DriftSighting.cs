namespace Simulator.Flows.Leaks;

/// <summary>A difference between tracker, Placement and database about a server on a host.</summary>
/// <param name="At">When it came about.</param>
/// <param name="Operation">What had just been done: an operation on a server, an audit, the start of a service.</param>
/// <param name="What">The difference in words; empty for none.</param>
internal readonly record struct DriftSighting(TimeSpan At, string Operation, string What);
