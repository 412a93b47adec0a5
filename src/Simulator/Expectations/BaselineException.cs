namespace Simulator.Expectations;

/// <summary>A file of baselines that cannot be understood; the message names it.</summary>
internal sealed class BaselineException(string message) : Exception(message);
