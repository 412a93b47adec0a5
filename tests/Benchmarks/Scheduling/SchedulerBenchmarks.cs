using BenchmarkDotNet.Attributes;

namespace Benchmarks.Scheduling;

/// <summary>Decisions of the reference path for a plain flavor, default filters and weighers.</summary>
[MemoryDiagnoser]
public class SchedulerBenchmarks
{
    private PlainCloud _cloud = new(1, null);

    [Params(1_000, 10_000)]
    public int Hosts { get; set; }

    [Params(true, false)]
    public bool EveryHostSeen { get; set; }

    [GlobalSetup]
    public void Prepare() => _cloud = new PlainCloud(Hosts, EveryHostSeen ? null : 1000);

    [Benchmark]
    public string ReferenceDecision() => _cloud.Decide();
}
