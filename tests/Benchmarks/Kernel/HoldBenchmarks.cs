using BenchmarkDotNet.Attributes;

namespace Benchmarks.Kernel;

/// <summary>The kernel's models under BenchmarkDotNet; times are per unit (event or customer).</summary>
[MemoryDiagnoser]
public class HoldBenchmarks
{
    private const int Units = 1_000_000;

    private HoldModel hold = new(1);

    [Params(1_000, 100_000, 1_000_000)]
    public int Pending { get; set; }

    [GlobalSetup(Target = nameof(Hold))]
    public void PrepareHold() => hold = new HoldModel(Pending);

    [Benchmark(OperationsPerInvoke = Units)]
    public long Hold() => hold.Run(Units);
}
