namespace Simulator.Flows;

/// <summary>What to record and check during a run.</summary>
/// <param name="Explain">Which decisions leave a trace.</param>
/// <param name="ChecksInvariants">Whether the invariants are checked after every change of state.</param>
/// <param name="UsesFastPath">Whether the scheduler may decide from tables; results are the same without, but take much longer.</param>
public sealed record RunOptions(ExplainMode Explain = ExplainMode.None, bool ChecksInvariants = false, bool UsesFastPath = true);
