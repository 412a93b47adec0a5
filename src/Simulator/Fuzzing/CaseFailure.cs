namespace Simulator.Fuzzing;

/// <summary>What is wrong with a case.</summary>
/// <param name="Kind">What sort of failure it is; shrinking keeps it.</param>
/// <param name="Text">The whole story.</param>
internal sealed record CaseFailure(string Kind, string Text);
