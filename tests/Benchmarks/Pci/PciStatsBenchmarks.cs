using BenchmarkDotNet.Attributes;
using Model.Pci;

namespace Benchmarks.Pci;

/// <summary>What one host's PCI pools cost a scheduler and a claim. Supports must allocate nothing.</summary>
[MemoryDiagnoser]
public class PciStatsBenchmarks
{
    private readonly PciRequest[] _requests =
    [
        PciHost.Vfs("request-a", 2, PciNumaPolicy.Required),
        PciHost.Vfs("request-b", 4, PciNumaPolicy.Socket),
    ];

    private readonly PciRequest[] _pair = [PciHost.Vfs("request-c", 2, PciNumaPolicy.Preferred)];
    private readonly int[] _cells = [1, 2];
    private PciTracker _tracker = null!;
    private PciStats _view = null!;
    private PciStats _boundView = null!;
    private PciProviderMapping _mapping = null!;

    [GlobalSetup]
    public void Setup()
    {
        _tracker = PciHost.NewTracker();
        _view = _tracker.Stats.Snapshot();
        _tracker.Stats.UpdateProviders();
        _boundView = _tracker.Stats.Snapshot();
        _mapping = new PciProviderMapping([("request-c-0", "provider-0000:20:00.0"), ("request-c-1", "provider-0000:30:00.0")]);
    }

    /// <summary>A filter's question: two requests, two guest cells.</summary>
    [Benchmark(Baseline = true)]
    public bool Supports() => _view.Supports(_requests, (PciProviderMapping?)null, _cells);

    /// <summary>The same with the providers of an allocation candidate.</summary>
    [Benchmark]
    public bool SupportsBoundToProviders() => _boundView.Supports(_pair, _mapping, _cells);

    /// <summary>A scheduler's copy of a host and what it subtracts.</summary>
    [Benchmark]
    public int CloneAndApply()
    {
        PciStats copy = _view.Clone();
        copy.Apply(_requests, (PciProviderMapping?)null, _cells);
        return copy.FreeCount;
    }

    /// <summary>A claim and its return on the compute host: six VFs.</summary>
    [Benchmark]
    public int ClaimAndFree()
    {
        int count = _tracker.Claim("instance", _requests, _cells).Count;
        _tracker.Free("instance");
        return count;
    }
}
