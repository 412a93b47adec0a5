using BenchmarkDotNet.Attributes;
using Model.Numa;
using Model.Pci;

namespace Benchmarks.Numa;

/// <summary>
/// A pinned guest of two cells with two PCI requests on a host of four cells (256 threads, one pool of devices a cell), as a
/// filter asks, as a claim does, and by the readable reference.
/// </summary>
[MemoryDiagnoser]
public class NumaFitBenchmarks
{
    private const int HostCells = 4;
    private const int CoresPerCell = 32;
    private const int GuestCells = 2;
    private const int VcpusPerCell = 8;

    private readonly NumaFitter _fitter = new();
    private HostNumaTopology _host = new([]);
    private InstanceNumaTopology _guest = new([]);
    private NumaFitOptions _options;
    private NumaPciDevices? _devices;

    /// <summary>Devices on the host: enough on every cell, or only on one and so too few for the policy.</summary>
    [Params(true, false)]
    public bool Fits { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _host = new HostNumaTopology([.. Enumerable.Range(0, HostCells).Select(HostCell)]);
        _guest = new InstanceNumaTopology([.. Enumerable.Range(0, GuestCells).Select(GuestCell)]);
        PciPoolRecord[] pools = [.. Enumerable.Range(0, HostCells).Select(Pool)];
        PciHostCell[] cells = [.. _host.Cells.Select(cell => new PciHostCell(cell.Id, cell.Socket))];
        _devices = new NumaPciDevices(PciStats.FromPools(pools, cells), [Request("first"), Request("second")]);
        _options = new NumaFitOptions(new NumaLimits(16.0, 1.5), _devices);
        if ((Ask(), Readable() is not null) != (Fits, Fits))
        {
            throw new InvalidOperationException("the benchmark's guest does not do as the parameter says");
        }
    }

    /// <summary>The filter's question.</summary>
    [Benchmark(Baseline = true)]
    public bool Filter() => Ask();

    /// <summary>Choose CPUs, book them, take them off again.</summary>
    [Benchmark]
    public HostNumaTopology Claim()
    {
        _fitter.Start(_host, _guest, _options);
        InstanceNumaTopology? fitted = _fitter.Fit(_devices);
        return NumaUsage.Remove(NumaUsage.Add(_host, fitted), fitted);
    }

    /// <summary>The same question to the reference.</summary>
    [Benchmark]
    public InstanceNumaTopology? Readable() => new ReferenceNumaFit(_guest).Fit(_host, _options);

    private bool Ask()
    {
        _fitter.Start(_host, _guest, _options);
        return _fitter.Fits(_devices);
    }

    private PciPoolRecord Pool(int cell) => new()
    {
        VendorId = "10de",
        ProductId = "20b5",
        NumaNode = cell,
        Count = Fits ? 2 : cell == 0 ? 1 : 0,
        Tags = [new("dev_type", "type-PCI"), new("address", $"0000:0{cell + 1}:00.0")],
    };

    private static PciRequest Request(string id) => new()
    {
        RequestId = id,
        Count = 1,
        AliasName = "gpu",
        NumaPolicy = PciNumaPolicy.Required,
        Spec = [new Dictionary<string, string?> { ["vendor_id"] = "10de", ["product_id"] = "20b5", ["dev_type"] = "type-PCI" }],
    };

    private static HostNumaCell HostCell(int id)
    {
        CpuSet[] cores = [.. Enumerable.Range(id * CoresPerCell, CoresPerCell).Select(core => CpuSet.Of(core, core + (HostCells * CoresPerCell)))];
        return new HostNumaCell
        {
            Id = id,
            Socket = id / 2,
            Cpuset = CpuSet.Empty,
            Pcpuset = cores.Aggregate(CpuSet.Empty, (all, core) => all.Union(core)),
            MemoryMb = 131_072,
            Siblings = [.. cores],
            Mempages = [new HostMemoryPages(4, 8_388_608), new HostMemoryPages(1_048_576, 96)],
        };
    }

    private static InstanceNumaCell GuestCell(int id) => new()
    {
        Id = id,
        Cpuset = CpuSet.Empty,
        Pcpuset = CpuSet.Range(id * VcpusPerCell, VcpusPerCell),
        MemoryMb = 16_384,
        PageSizeKb = 1_048_576,
        CpuPolicy = CpuAllocationPolicy.Dedicated,
    };
}
