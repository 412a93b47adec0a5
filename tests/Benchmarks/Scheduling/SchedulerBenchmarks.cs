using BenchmarkDotNet.Attributes;

namespace Benchmarks.Scheduling;

/// <summary>Decisions for guests of several shapes, with the default weighers.</summary>
[MemoryDiagnoser]
public class SchedulerBenchmarks
{
    private SchedulerCloud _cloud = new(GuestShape.Plain, 1, null);

    [Params(GuestShape.Plain, GuestShape.OneVf, GuestShape.TwoPinnedGpus)]
    public GuestShape Shape { get; set; }

    [Params(1_000, 10_000)]
    public int Hosts { get; set; }

    [Params(true, false)]
    public bool EveryHostSeen { get; set; }

    [GlobalSetup]
    public void Prepare() => _cloud = new SchedulerCloud(Shape, Hosts, EveryHostSeen ? null : 1000);

    [Benchmark]
    public string Decision() => _cloud.Decide();
}
