using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>How one-time-use devices become usable again after their server is gone. Immutable.</summary>
/// <param name="Delay">From the end of the delete until the operator's process has the notification <c>instance.delete.end</c>.</param>
/// <param name="Lost">Share of the notifications that never arrive, 0–1.</param>
/// <param name="Clean">How long the cleaning of a device takes.</param>
/// <param name="AtOnce">Devices cleaned at once in the whole cloud.</param>
/// <param name="Poll">Time between two looks at all devices in Placement; null for never.</param>
public sealed record CleaningPolicy(Distribution Delay, double Lost, Distribution Clean, int AtOnce, TimeSpan? Poll);
