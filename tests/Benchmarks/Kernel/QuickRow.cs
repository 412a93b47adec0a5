namespace Benchmarks.Kernel;

/// <summary>One model of the quick table, with the speeds (million units per processor second) it has to reach and should reach.</summary>
/// <param name="Name">What is run, and its unit.</param>
/// <param name="Floor">Slower than this is a regression.</param>
/// <param name="Ambitious">The goal.</param>
/// <param name="Prepare">Sets up and returns a run; the run returns its number of units.</param>
public sealed record QuickRow(string Name, double Floor, double Ambitious, Func<Func<long>> Prepare)
{
    private const int DaysInTenYears = 3650;

    /// <summary>Every model.</summary>
    public static IReadOnlyList<QuickRow> All { get; } =
    [
        new("hold, 1k callbacks", 6, 15, () => Hold(1_000, 4_000_000)),
        new("hold, 100k callbacks", 1.5, 3, () => Hold(100_000, 2_000_000)),
        new("hold, 1M callbacks", 0.8, 1.2, () => Hold(1_000_000, 2_000_000)),
        new("sleeping process, N=1", 12, 24, () => () => ProcessModels.Timeouts(1, 5_000_000, pooled: true)),
        new("timeout process, N=1", 12, 24, () => () => ProcessModels.Timeouts(1, 5_000_000, pooled: false)),
        new("sleeping processes, N=1k", 4.5, 11, () => () => ProcessModels.Timeouts(1_000, 4_000_000, pooled: true)),
        new("timeout processes, N=1k", 4.5, 11, () => () => ProcessModels.Timeouts(1_000, 4_000_000, pooled: false)),
        new("sleeping processes, N=100k", 0.9, 1.7, () => () => ProcessModels.Timeouts(100_000, 2_000_000, pooled: true)),
        new("timeout processes, N=100k", 0.9, 1.7, () => () => ProcessModels.Timeouts(100_000, 2_000_000, pooled: false)),
        new("zero-delay events", 15, 40, () => () => ProcessModels.ZeroDelay(8_000_000)),
        new("zero-delay callbacks", 15, 40, () => () => ProcessModels.ZeroDelayCallbacks(20_000_000)),
        new("M/M/1 customers", 1.5, 3, () => () => ProcessModels.SingleServer(1_000_000)),
        new("machine shop, 10 years, sleeps", 0, 0, () => () => MachineShop.Run(DaysInTenYears, pooled: true)),
        new("machine shop, 10 years, timeouts", 0, 0, () => () => MachineShop.Run(DaysInTenYears, pooled: false)),
        new("renege of 10k waiters", 2, 4, () => () => ProcessModels.Renege(10_000, 100)),
    ];

    private static Func<long> Hold(int pending, long events)
    {
        HoldModel model = new(pending);
        return () => model.Run(events);
    }
}
