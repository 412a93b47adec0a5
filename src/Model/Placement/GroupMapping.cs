namespace Model.Placement;

/// <summary>Which providers serve a group of the request.</summary>
/// <param name="Suffix">The group; empty for the plain group.</param>
/// <param name="ProviderUuids">The providers, each once; exactly one for a suffixed group.</param>
public readonly record struct GroupMapping(string Suffix, IReadOnlyList<string> ProviderUuids);
