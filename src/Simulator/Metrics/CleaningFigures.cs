namespace Simulator.Metrics;

/// <summary>One-time-use devices between their servers. Immutable.</summary>
/// <param name="Returned">Times a device was left by its server.</param>
/// <param name="Cleaned">Times one was cleaned and given free again.</param>
/// <param name="FoundByPolling">Of these, those of which no notification told.</param>
/// <param name="Seconds">From the end of the delete until the device was free again.</param>
/// <param name="PolledSeconds">The same of devices that were found by polling.</param>
/// <param name="IdleMean">Devices between two servers, on average over the run.</param>
public sealed record CleaningFigures(
    int Returned, int Cleaned, int FoundByPolling, Quantiles Seconds, Quantiles PolledSeconds, double IdleMean)
{
    /// <summary>Of a run without cleaning.</summary>
    public static CleaningFigures None { get; } = new(0, 0, 0, Quantiles.Of(new Durations()), Quantiles.Of(new Durations()), 0);
}
