namespace Simulator.Metrics;

/// <summary>Cold migrations and resizes of a run. Immutable.</summary>
/// <param name="Count">Begun.</param>
/// <param name="Arrived">Guests that were started on the destination.</param>
/// <param name="DowntimeSeconds">From the power-off on the source until the guest ran on the destination.</param>
public sealed record ColdMoveFigures(int Count, int Arrived, Quantiles DowntimeSeconds)
{
    /// <summary>Of a run without any.</summary>
    public static ColdMoveFigures None { get; } = new(0, 0, Quantiles.Of(new Durations()));
}
