namespace Simulator.Studies;

/// <summary>An entry of <c>variants:</c> as read.</summary>
/// <param name="Description">What it is, or empty.</param>
/// <param name="Change">What it changes.</param>
internal sealed record VariantEntry(string Description, ScenarioChange Change);
