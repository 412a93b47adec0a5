namespace Simulator.Scenarios;

/// <summary>One entry of a flavor mix.</summary>
/// <param name="Flavor">Flavor name.</param>
/// <param name="Weight">Relative weight, finite and above 0.</param>
public readonly record struct FlavorShare(string Flavor, double Weight);
