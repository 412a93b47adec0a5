namespace Simulator.Scenarios.Documents;

/// <summary>A key and its value.</summary>
/// <param name="Key">The key with its place.</param>
/// <param name="Value">The value.</param>
public readonly record struct MappingEntry(ScalarNode Key, Node Value);
