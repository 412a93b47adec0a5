namespace Simulator.Metrics;

/// <summary>Live migrations of a run. Times and bytes are known only where the scenario has a network of migrations. Immutable.</summary>
/// <param name="Count">Live migrations begun.</param>
/// <param name="Completed">Guests that arrived.</param>
/// <param name="Cancelled">Given up by the completion timeout or on request; the guest stayed.</param>
/// <param name="Failed">Refused or broken; the guest stayed.</param>
/// <param name="Seconds">Transfers of guests that arrived.</param>
/// <param name="DowntimeSeconds">How long those guests stood still.</param>
/// <param name="UnpluggedSeconds">How long guests were without their interfaces that are VFs or PFs.</param>
/// <param name="BytesMoved">Bytes sent, for nothing too.</param>
public sealed record LiveMigrationFigures(
    int Count,
    int Completed,
    int Cancelled,
    int Failed,
    Quantiles Seconds,
    Quantiles DowntimeSeconds,
    Quantiles UnpluggedSeconds,
    long BytesMoved)
{
    /// <summary>Of a run without any.</summary>
    public static LiveMigrationFigures None { get; } = 
        new(0, 0, 0, 0, Quantiles.Of(new Durations()), Quantiles.Of(new Durations()), Quantiles.Of(new Durations()), 0);
}
