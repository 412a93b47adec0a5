namespace Simulator.Studies;

/// <summary>A scenario of a study in its manifest.</summary>
/// <param name="Variant">Name of the variant.</param>
/// <param name="ScenarioDigest">Digest of the scenario with all its files and changes.</param>
internal sealed record StudyInput(string Variant, string ScenarioDigest);
