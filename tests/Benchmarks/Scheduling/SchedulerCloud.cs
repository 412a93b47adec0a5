using System.Globalization;
using Model.Compute;
using Model.Configuration;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;
using Model.Scheduling.Fast;

namespace Benchmarks.Scheduling;

/// <summary>
/// Hosts of two NUMA cells with VFs and GPUs, up to half full, and a Placement that knows their CPUs, memory and disk: what a decision
/// costs. A decision chooses, claims, and releases again, so that every one meets the same cloud. Guests without devices are scheduled
/// with the default filters, others with PciPassthroughFilter and NUMATopologyFilter too.
/// </summary>
internal sealed class SchedulerCloud : ICandidateSource, IComputeNodeDirectory
{
    private const int Vcpus = 64;
    private const int MemoryMb = 262_144;
    private const int DiskGb = 4_000;
    private const int Cells = 2;
    private const int States = 16;

    private static readonly Image Image = new() { Name = "image" };

    private readonly GuestShape _shape;
    private readonly HostState?[] _states;
    private readonly ComputeNodeRecord[] _records;
    private readonly HostNumaTopology _cells = new([.. Enumerable.Range(0, Cells).Select(HostCell)]);
    private readonly PciStats[] _devices;
    private readonly Dictionary<string, int> _byUuid;
    private readonly PlacementStore _store = new();
    private readonly FilterScheduler _scheduler;
    private readonly SchedulingEnvironment _environment;
    private readonly bool _isReference;
    private readonly HostTable _table;
    private readonly Flavor _flavor;
    private readonly int _candidates;
    private readonly Queue<(string Guest, int Host)> _living = new();
    private RequestSpec? _request;
    private int _guests;

    public SchedulerCloud(GuestShape shape, int hosts, int? placementLimit, bool isReference = false)
    {
        _shape = shape;
        _isReference = isReference;
        _candidates = Math.Min(placementLimit ?? hosts, hosts);
        _flavor = shape == GuestShape.TwoPinnedGpus
            ? new Flavor { Name = "gpu", Vcpus = 8, MemoryMb = 16_384, RootGb = 20, ExtraSpecs = [new("hw:cpu_policy", "dedicated")] }
            : new Flavor { Name = "small", Vcpus = 2, MemoryMb = 4096, RootGb = 20 };
        _states = new HostState[hosts];
        _devices = [.. Enumerable.Range(0, States).Select(Devices)];
        _records = new ComputeNodeRecord[hosts];
        _byUuid = new Dictionary<string, int>(hosts, StringComparer.Ordinal);
        for (int index = 0; index < hosts; index++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"host-{index:d6}");
            string uuid = "rp-" + name;
            int used = index * 7 % (Vcpus / 2);

            // No two hosts weigh the same.
            int memory = MemoryMb + index;
            _records[index] = new ComputeNodeRecord
            {
                Host = name,
                Node = name,
                Uuid = uuid,
                MemoryMb = memory,
                FreeRamMb = memory - (used * 2048),
                LocalGb = DiskGb,
                FreeDiskGb = DiskGb - (used * 10),
                Vcpus = Vcpus,
                VcpusUsed = used,
                CpuAllocationRatio = 4.0,
                HypervisorVersion = 10_000_000,
                InstanceCount = used / 2,
                NumaTopology = _cells,
                PciStats = _devices[index % States],
            };
            _byUuid[uuid] = index;
            _store.CreateProvider(uuid, name);
            _store.SetInventories(
                uuid,
                [
                    shape == GuestShape.TwoPinnedGpus
                        ? new Inventory { ResourceClass = "PCPU", Total = Vcpus }
                        : new Inventory { ResourceClass = "VCPU", Total = Vcpus, AllocationRatio = 4.0 },
                    new Inventory { ResourceClass = "MEMORY_MB", Total = MemoryMb },
                    new Inventory { ResourceClass = "DISK_GB", Total = DiskGb },
                ]);
        }

        NovaOptions options = new();
        SchedulerOptions scheduler = options.Scheduler with { MaxPlacementResults = placementLimit ?? hosts };
        FilterSchedulerOptions filters = options.FilterScheduler;
        if (shape != GuestShape.Plain)
        {
            filters = filters with { EnabledFilters = [.. filters.EnabledFilters, "PciPassthroughFilter", "NUMATopologyFilter"] };
        }

        _scheduler = new FilterScheduler(options with { Scheduler = scheduler, FilterScheduler = filters }) { UsesFastPath = !isReference };
        _environment = new SchedulingEnvironment(this, []);
        _table = new HostTable(_scheduler, hosts, static (_, record, service) => new HostState(record, service));
        for (int index = 0; index < hosts; index++)
        {
            _table.Set(index, _records[index], ServiceState.Running);
        }
    }

    /// <summary>One decision; returns the host's name.</summary>
    public string Decide()
    {
        _request = Request();
        string host = _scheduler.SelectDestinations(_request, ["guest"], _environment, this, returnsAlternates: true)[0][0].Host;
        _store.DeleteAllocations("guest");
        return host;
    }

    /// <summary>
    /// One decision of a cloud that is in use: the guest stays, an old one goes, and the records of both hosts are replaced. Returns the host's
    /// name.
    /// </summary>
    public string Churn()
    {
        string guest = string.Create(CultureInfo.InvariantCulture, $"guest-{_guests++}");
        _request = Request();
        string host = _scheduler.SelectDestinations(_request, [guest], _environment, this, returnsAlternates: true)[0][0].Host;
        int index = _byUuid["rp-" + host];
        _living.Enqueue((guest, index));
        Use(index, 1);
        if (_living.Count > _candidates / 4)
        {
            (string gone, int place) = _living.Dequeue();
            _store.DeleteAllocations(gone);
            Use(place, -1);
        }

        return host;
    }

    public HostTable? Hosts => _isReference ? null : _table;

    public CandidateAnswer? FindCandidates(ResourceQuery query) => CandidateAnswer.From(_store.FindCandidates(query.ToCandidateRequest()));

    public IReadOnlyList<HostState> FindHosts(IReadOnlyList<string>? providers)
    {
        HostState[] hosts = new HostState[providers!.Count];
        for (int place = 0; place < hosts.Length; place++)
        {
            int index = _byUuid[providers[place]];
            HostState state = _states[index] ??= new HostState(_records[index], ServiceState.Running);
            state.Renew(_records[index], ServiceState.Running);
            hosts[place] = state;
        }

        return hosts;
    }

    public ClaimOutcome Claim(ClaimAttempt attempt) => CandidateClaims.Claim(_store, attempt, _request!);

    public void GiveBack(string instance) => _store.DeleteAllocations(instance);

    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell) => [];

    private void Use(int index, int sign)
    {
        ComputeNodeRecord record = _records[index];
        _records[index] = record with
        {
            FreeRamMb = record.FreeRamMb - (sign * _flavor.MemoryMb),
            FreeDiskGb = record.FreeDiskGb - (sign * _flavor.RootGb),
            VcpusUsed = record.VcpusUsed + (sign * _flavor.Vcpus),
            InstanceCount = record.InstanceCount + sign,
            PciStats = _devices[(index + record.InstanceCount + sign) % States],
        };
        _table.Set(index, _records[index], ServiceState.Running);
    }

    private RequestSpec Request() => new()
    {
        Flavor = _flavor,
        Image = Image,
        ProjectId = "project",
        UserId = "user",
        PciRequests = _shape switch
        {
            GuestShape.Plain => [],
            GuestShape.OneVf => [Wish("vf", 1, "15b3", "101e", "type-VF")],
            _ => [Wish("gpu", 2, "10de", "20b5", "type-PCI")],
        },
        NumaTopology = _shape == GuestShape.TwoPinnedGpus ? new InstanceNumaTopology([GuestCell()]) : null,
    };

    private static PciRequest Wish(string alias, int count, string vendor, string product, string type) => new()
    {
        RequestId = alias,
        Count = count,
        AliasName = alias,
        Spec =
        [
            new Dictionary<string, string?> { [PciTags.VendorId] = vendor, [PciTags.ProductId] = product, [PciTags.DevType] = type },
        ],
    };

    /// <summary>Pools of a PF's VFs and of two GPUs on each cell, more or fewer of them taken.</summary>
    private static PciStats Devices(int state)
    {
        List<PciPoolRecord> pools = [];
        for (int cell = 0; cell < Cells; cell++)
        {
            pools.Add(Pool(cell, "15b3", "101e", "type-VF", 16 - state, $"0000:{cell + 1}0:00.0"));
            pools.Add(Pool(cell, "10de", "20b5", "type-PCI", ((state >> cell) & 1) == 0 ? 2 : 1, $"0000:{cell + 1}1:00.0"));
        }

        return PciStats.FromPools(pools, [.. Enumerable.Range(0, Cells).Select(cell => new PciHostCell(cell, cell))]);
    }

    private static PciPoolRecord Pool(int cell, string vendor, string product, string type, int count, string address) => new()
    {
        VendorId = vendor,
        ProductId = product,
        NumaNode = cell,
        Count = count,
        Tags = [new("dev_type", type), new("address", address)],
    };

    private static HostNumaCell HostCell(int id)
    {
        CpuSet[] cores = [.. Enumerable.Range(id * Vcpus / 4, Vcpus / 4).Select(core => CpuSet.Of(core, core + (Vcpus / 2)))];
        CpuSet all = cores.Aggregate(CpuSet.Empty, (sum, core) => sum.Union(core));
        return new HostNumaCell
        {
            Id = id,
            Socket = id,
            Cpuset = all,
            Pcpuset = all,
            MemoryMb = MemoryMb / Cells,
            Siblings = [.. cores],
            Mempages = [new HostMemoryPages(4, MemoryMb / Cells * 256L)],
        };
    }

    private static InstanceNumaCell GuestCell() => new()
    {
        Id = 0,
        Cpuset = CpuSet.Empty,
        Pcpuset = CpuSet.Range(0, 8),
        MemoryMb = 16_384,
        CpuPolicy = CpuAllocationPolicy.Dedicated,
    };
}
