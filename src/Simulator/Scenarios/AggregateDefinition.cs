namespace Simulator.Scenarios;

/// <summary>A host aggregate with its metadata, as <c>openstack aggregate</c> shows it. Immutable.</summary>
/// <param name="Name">Unique name.</param>
/// <param name="Metadata">Metadata, verbatim, in the order of the scenario.</param>
public sealed record AggregateDefinition(string Name, IReadOnlyList<KeyValuePair<string, string>> Metadata);
