namespace Conformance.Tests.Harness;

/// <summary>A vector that the harness cannot read, or whose answer differs from the recorded one.</summary>
public sealed class ConformanceException(string message) : Exception(message);
