using Simulator.Scenarios;

namespace Simulator.Fuzzing;

/// <summary>One timed operation of a drawn case, as scenarios have it.</summary>
/// <param name="Operation">What, when and with what; <see cref="Operation.Changed"/> is null.</param>
internal sealed record FuzzStep(Operation Operation)
{
    /// <summary>For starts and restarts: what device_spec names from then on (see <see cref="FuzzCatalogue"/>); null for no change.</summary>
    public IReadOnlyList<string>? Specs { get; init; }

    /// <summary>For starts and restarts: the Nova release from then on; null for no change.</summary>
    public string? Release { get; init; }

    /// <summary>With <see cref="Specs"/>: whether the host reports its devices to Placement from then on.</summary>
    public bool Reports { get; init; }
}
