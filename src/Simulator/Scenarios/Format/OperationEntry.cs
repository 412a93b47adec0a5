using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An operation as read, with the place of its target.</summary>
internal sealed record OperationEntry(Operation Operation, Placed<string> Target);
