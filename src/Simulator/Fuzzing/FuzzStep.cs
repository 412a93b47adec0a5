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

    /// <summary>For starts and restarts: whether the host's machine is the other one from then on; null for no change.</summary>
    public bool? ExchangesMachine { get; init; }

    /// <summary>For restarts of controllers: whether the scheduler asks Placement for devices from then on; null for no change.</summary>
    public bool? Schedules { get; init; }

    /// <summary>With <see cref="Schedules"/>: whether a resize may stay on its host from then on.</summary>
    public bool ResizesToSameHost { get; init; }

    /// <summary>With <see cref="Specs"/>: whether the host reports its devices to Placement from then on.</summary>
    public bool Reports { get; init; }
}
