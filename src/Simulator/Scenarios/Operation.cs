using Model.Diagnostics;

namespace Simulator.Scenarios;

/// <summary>A timed action of an operator. Immutable.</summary>
/// <param name="At">When, from the scenario's start.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">The server, host or resource provider it acts on.</param>
/// <param name="Amount">For <see cref="OperationKind.Reserve"/>: the new reserved amount, at least 0.</param>
/// <param name="Position">Where the target is written.</param>
public sealed record Operation(TimeSpan At, OperationKind Kind, string Target, int Amount = 0, SourcePosition Position = default);
