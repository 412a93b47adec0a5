namespace Simulator.Flows;

/// <summary>What to record and check during a run.</summary>
/// <param name="Explain">Which decisions leave a trace.</param>
/// <param name="ChecksInvariants">Whether the invariants are checked after every change of state.</param>
public sealed record RunOptions(ExplainMode Explain = ExplainMode.None, bool ChecksInvariants = false);
