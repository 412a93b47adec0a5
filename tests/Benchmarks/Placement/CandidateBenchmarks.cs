using BenchmarkDotNet.Attributes;
using Model.Placement;

namespace Benchmarks.Placement;

/// <summary>Questions for allocation candidates, by size of the cloud and number of PCI groups.</summary>
[MemoryDiagnoser]
public class CandidateBenchmarks
{
    private PlacementStore _store = new();
    private CandidateRequest _request = BenchmarkCloud.Request(0);
    private CandidateRequest _inTree = BenchmarkCloud.Request(0);

    [Params(10, 100, 1_000, 10_000)]
    public int Computes { get; set; }

    [Params(0, 1, 2, 4)]
    public int Groups { get; set; }

    [GlobalSetup]
    public void Build()
    {
        _store = BenchmarkCloud.Build(Computes);
        _request = BenchmarkCloud.Request(Groups);
        _inTree = BenchmarkCloud.Request(Groups, limit: 1000, BenchmarkCloud.UuidOf(Computes / 2, 0));
    }

    [Benchmark]
    public int Limit1000() => _store.FindCandidates(_request).Count;

    [Benchmark]
    public int InTree() => _store.FindCandidates(_inTree).Count;

    [Benchmark]
    public bool Claim()
    {
        const string Consumer = "cccccccc-0000-0000-0000-000000000001";
        return _store.Claim(BenchmarkCloud.Claim(Consumer, Computes / 2, 256)).IsSuccess
            && _store.DeleteAllocations(Consumer).IsSuccess;
    }
}
