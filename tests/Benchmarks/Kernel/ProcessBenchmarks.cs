using BenchmarkDotNet.Attributes;

namespace Benchmarks.Kernel;

/// <summary>Process models under BenchmarkDotNet; times are per unit (event or customer), except for the machine shop's ten years.</summary>
[MemoryDiagnoser]
public class ProcessBenchmarks
{
    private const int Units = 1_000_000;
    private const int Waiters = 10_000;

    [Benchmark(OperationsPerInvoke = Units)]
    [Arguments(1)]
    [Arguments(1_000)]
    [Arguments(100_000)]
    public long Sleeps(int processes) => ProcessModels.Timeouts(processes, Units, pooled: true);

    [Benchmark(OperationsPerInvoke = Units)]
    [Arguments(1)]
    [Arguments(1_000)]
    [Arguments(100_000)]
    public long Timeouts(int processes) => ProcessModels.Timeouts(processes, Units, pooled: false);

    [Benchmark(OperationsPerInvoke = Units)]
    public long ZeroDelay() => ProcessModels.ZeroDelay(Units);

    [Benchmark(OperationsPerInvoke = Units)]
    public long SingleServerCustomers() => ProcessModels.SingleServer(Units);

    [Benchmark(OperationsPerInvoke = Units)]
    public long Renege() => ProcessModels.Renege(Waiters, Units / Waiters);

    [Benchmark]
    [Arguments(true)]
    [Arguments(false)]
    public long MachineShopTenYears(bool pooled) => MachineShop.Run(3650, pooled);
}
