using System.Globalization;
using Model.Compute;
using Model.Configuration;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;
using Model.Scheduling.Fast;

namespace Model.Tests.Scheduling.Fast;

/// <summary>
/// A cloud that plays a script of decisions and changes and writes down all that shows: two of them, one with the fast path and one
/// without, must write the same. Hosts and guests are of a few kinds each, so that ties are common.
/// </summary>
internal sealed class TwinCloud : IComputeNodeDirectory
{
    private static readonly Flavor[] Flavors =
    [
        new Flavor { Name = "small", Vcpus = 2, MemoryMb = 4096, RootGb = 10 },
        new Flavor { Name = "large", Vcpus = 8, MemoryMb = 12288, RootGb = 40, SwapMb = 100 },
        new Flavor { Name = "picky", Vcpus = 1, MemoryMb = 1024, ExtraSpecs = [new("capabilities:hypervisor_version", "> 1")] },
        new Flavor { Name = "trait", Vcpus = 1, MemoryMb = 1024, ExtraSpecs = [new("trait:CUSTOM_FAST", "required")] },
        new Flavor { Name = "vf", Vcpus = 1, MemoryMb = 2048, RootGb = 5 },
        new Flavor { Name = "pinned", Vcpus = 2, MemoryMb = 2048, ExtraSpecs = [new("hw:cpu_policy", "dedicated")] },
        new Flavor
        {
            Name = "threads",
            Vcpus = 2,
            MemoryMb = 2048,
            ExtraSpecs = [new("hw:cpu_policy", "dedicated"), new("hw:cpu_thread_policy", "require")],
        },
        new Flavor { Name = "nowhere", Vcpus = 2, MemoryMb = 4096, RootGb = 10_000 },
    ];

    private static readonly Image[] Images =
    [
        new Image { Name = "any" },
        new Image { Name = "arm", Properties = [new("hw_architecture", "aarch64")] },
    ];

    private const string VfClass = "CUSTOM_PCI_15B3_101E";

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string?>> NearSpec =
    [
        new Dictionary<string, string?> { [PciTags.VendorId] = "15b3", ["physical_network"] = "net0" },
    ];

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string?>> VfSpec =
    [
        new Dictionary<string, string?> { [PciTags.VendorId] = "15b3", [PciTags.ProductId] = "101e" },
    ];

    private readonly FilterScheduler _scheduler;
    private readonly SchedulingEnvironment _environment;
    private readonly HostTable? _table;
    private readonly ComputeNodeRecord[] _records;
    private readonly ServiceState[] _services;
    private readonly HostAggregate[][] _aggregates;
    private readonly PlacementStore _store = new();
    private readonly List<string> _guests = [];
    private readonly bool _reportsDevices;
    private int _guestCount;

    public TwinCloud(IReadOnlyList<int> hosts, NovaOptions options, bool isFast)
    {
        HostAggregate[] groups =
        [
            new HostAggregate("agg-zone", [new("availability_zone", "east")]),
            new HostAggregate("agg-heavy", [new("ram_weight_multiplier", "-2")]),
        ];
        _reportsDevices = options.FilterScheduler.PciInPlacement;
        _scheduler = new FilterScheduler(options) { UsesFastPath = isFast };
        _environment = new SchedulingEnvironment(this, groups);
        _records = new ComputeNodeRecord[hosts.Count];
        _services = new ServiceState[hosts.Count];
        _aggregates = new HostAggregate[hosts.Count][];
        _table = isFast ? new HostTable(_scheduler, hosts.Count, StateOf) : null;
        _store.EnsureTrait("CUSTOM_FAST");
        _store.EnsureResourceClass(VfClass);
        for (int place = 0; place < hosts.Count; place++)
        {
            _aggregates[place] = hosts[place] % 3 == 0 ? [groups[0]] : [];
            AddHost(place, hosts[place]);
        }
    }

    /// <summary>What happened, in order.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Decisions that the table made.</summary>
    public int FromTable { get; private set; }

    /// <summary>Those of them for devices that Placement knows of.</summary>
    public int WithGroups { get; private set; }

    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell) =>
    [
        .. _records.Where(record => (host ?? record.Host) == record.Host && (node ?? record.Node) == record.Node
            && (cell ?? record.Cell) == record.Cell)
            .Select(record => new ComputeNodeName(record.Host, record.Node, record.Uuid)),
    ];

    /// <summary>Plays one step of a script.</summary>
    public void Play((int Kind, int A, int B) step)
    {
        int place = step.A % _records.Length;
        switch (step.Kind % 16)
        {
            case 0:
                Release(step.A);
                break;
            case 1:
                _services[place] = Service(step.B);
                Publish(place);
                break;
            case 2:
                Change(place, step.B);
                break;
            case 3:
                _store.SetInventories(_records[place].Uuid, Inventories(step.B % 4));
                ReserveDevices(place, step.B);
                break;
            case 4:
                _store.SetTraits(_records[place].Uuid, step.B % 2 == 0 ? [] : ["CUSTOM_FAST"]);
                break;
            case 5:
                _store.SetAggregates(_records[place].Uuid, step.B % 2 == 0 ? [] : ["agg-zone"]);
                break;
            case 6 when step.B % 8 == 0:
                _aggregates[place] = step.B % 16 == 0 ? [_environment.Aggregates[1]] : [_environment.Aggregates[0]];
                _table?.Regroup(place);
                break;
            case 7 when step.B % 4 == 0:
                ReplaceRoot(place, step.B);
                break;
            default:
                Decide(step.A, step.B);
                break;
        }
    }

    private static ServiceState Service(int kind) => (kind % 12) switch
    {
        0 => ServiceState.Running with { Disabled = true },
        1 => ServiceState.Running with { ForcedDown = true },
        2 => new ServiceState { LastSeen = TimeSpan.FromSeconds(-30) },
        _ => ServiceState.Running,
    };

    private static Inventory[] Inventories(int kind) =>
    [
        new Inventory { ResourceClass = "VCPU", Total = 16, AllocationRatio = 2.0, Reserved = kind == 1 ? 12 : 0 },
        new Inventory { ResourceClass = "PCPU", Total = 4 },
        new Inventory { ResourceClass = "MEMORY_MB", Total = 32768, Reserved = kind == 2 ? 30000 : 0 },
        new Inventory { ResourceClass = "DISK_GB", Total = 200, MaxUnit = kind == 3 ? 20 : 200 },
    ];

    private static HostNumaTopology? Cells(int kind) => (kind % 3) == 0 ? null : new HostNumaTopology(
    [
        .. Enumerable.Range(0, 2).Select(id => new HostNumaCell
        {
            Id = id,
            Socket = id,
            Cpuset = CpuSet.Range(id * 4, 4),
            Pcpuset = CpuSet.Range(id * 4, 4),
            MemoryMb = 8192,
            PinnedCpus = kind % 5 == id ? CpuSet.Range(id * 4, 3) : CpuSet.Empty,
            Siblings = kind % 2 == 0
                ? [CpuSet.Range(id * 4, 2), CpuSet.Range((id * 4) + 2, 2)]
                : [.. Enumerable.Range(id * 4, 4).Select(cpu => CpuSet.Of(cpu))],
            Mempages = [new HostMemoryPages(4, 8192 * 256L)],
        }),
    ]);

    /// <summary>VFs of two PFs, one on each cell; where Placement knows of devices, each PF is a provider.</summary>
    private PciStats? Devices(string host, int kind) => (kind % 4) == 0 ? null : PciStats.FromPools(
        [.. Enumerable.Range(0, 2).Select(function => new PciPoolRecord
        {
            VendorId = "15b3",
            ProductId = "101e",
            NumaNode = function,
            Count = (kind + function) % 4,
            Tags =
            [
                new("dev_type", "type-VF"),
                new("address", $"0000:1{function}:00.0"),
                new("physical_network", $"net{function}"),
                .. _reportsDevices ? new KeyValuePair<string, string?>[] { new(PciTags.ProviderUuid, $"rp-{host}-pf{function}") } : [],
            ],
        })],
        [new PciHostCell(0, 0), new PciHostCell(1, 1)]);

    private void AddHost(int place, int kind)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"h{place:d3}");
        _records[place] = new ComputeNodeRecord { Host = name, Node = name, Uuid = "rp-" + name };
        _services[place] = ServiceState.Running;
        _store.CreateProvider("rp-" + name, name);
        _store.SetInventories("rp-" + name, Inventories(kind % 4));
        for (int function = 0; _reportsDevices && function < 2; function++)
        {
            string child = $"rp-{name}-pf{function}";
            _store.CreateProvider(child, child, "rp-" + name);
            _store.SetInventories(child, [new Inventory { ResourceClass = VfClass, Total = 4, Reserved = kind % 5 == 0 ? 3 : 0 }]);
        }

        Change(place, kind);
    }

    private void ReserveDevices(int place, int kind)
    {
        if (_reportsDevices)
        {
            Inventory some = new() { ResourceClass = VfClass, Total = 4, Reserved = kind / 4 % 5 };
            _store.SetInventories($"{_records[place].Uuid}-pf{kind % 2}", [some]);
        }
    }

    private void Change(int place, int kind)
    {
        _records[place] = _records[place] with
        {
            MemoryMb = 32768,
            FreeRamMb = 4096 * (kind % 5),
            LocalGb = 200,
            FreeDiskGb = 10 * (kind % 3),
            DiskAvailableLeast = kind % 7 == 0 ? 5 : null,
            Vcpus = 16,
            VcpusUsed = kind % 4,
            CpuAllocationRatio = kind % 11 == 0 ? 1.5 : 2.0,
            HypervisorVersion = kind % 6 == 0 ? null : kind % 6,
            SupportedGuests = [new GuestKind(kind % 9 == 0 ? "aarch64" : "x86_64", "kvm", "hvm")],
            InstanceCount = kind % 3,
            IoOperations = kind % 13 == 0 ? 9 : kind % 2,
            FailedBuilds = kind % 17 == 0 ? 1 : 0,
            NumaTopology = Cells(kind),
            PciStats = Devices(_records[place].Host, kind),
        };
        Publish(place);
    }

    private void Publish(int place) => _table?.Set(place, _records[place], _services[place]);

    private HostState StateOf(int place, ComputeNodeRecord record, ServiceState service) => new(record, service) { Aggregates = _aggregates[place] };

    private void ReplaceRoot(int place, int kind)
    {
        string uuid = _records[place].Uuid;
        if (!_reportsDevices && _store.DeleteProvider(uuid).IsSuccess)
        {
            // A root that is no host, or one that serves all through a child, is nothing for the fast path.
            _store.CreateProvider(uuid, kind % 3 == 0 ? "zz" + uuid : _records[place].Host);
            string owner = uuid;
            if (kind % 5 == 0)
            {
                owner = "child-" + uuid;
                _store.CreateProvider(owner, owner, uuid);
            }

            _store.SetInventories(owner, Inventories(0));
        }
    }

    private void Release(int number)
    {
        if (_guests.Count > 0)
        {
            string guest = _guests[number % _guests.Count];
            _guests.Remove(guest);
            _store.DeleteAllocations(guest);
        }
    }

    private RequestSpec Request(int kind)
    {
        Flavor flavor = Flavors[kind % Flavors.Length];
        bool isPinned = flavor.ExtraSpec("hw:cpu_policy") is not null;
        IReadOnlyList<PciRequest> devices = flavor.Name == "vf" || (isPinned && kind % 2 == 0) ? DeviceRequests(kind) : [];
        return new RequestSpec
        {
            Flavor = flavor,
            Image = Images[kind % 23 == 0 ? 1 : 0],
            ProjectId = "project",
            UserId = "user",
            Now = TimeSpan.FromSeconds(kind % 90),
            AvailabilityZone = kind % 19 == 0 ? "east" : null,
            ForceHosts = kind % 37 == 0 ? ["h000"] : [],
            Group = kind % 31 == 0 ? new ServerGroup { Policy = "anti-affinity", Hosts = ["h000"] } : null,
            PciRequests = devices,
            RequestedResources = _reportsDevices ? [.. devices.SelectMany(Groups)] : [],
            NumaTopology = isPinned ? NumaConstraints.FromFlavorAndImage(flavor, Images[0]) : null,
        };
    }

    /// <summary>One or two requests; which comes first by name is a matter of chance, as with real ids.</summary>
    private PciRequest[] DeviceRequests(int kind) =>
    [
        .. Enumerable.Range(0, kind % 3 == 0 ? 2 : 1).Select(number => new PciRequest
        {
            RequestId = string.Create(CultureInfo.InvariantCulture, $"{(_guestCount * 7 * (number + 1)) % 10}-{number}-{_guestCount}"),
            Count = 1 + ((kind + number) % 2),
            AliasName = "vf",
            Spec = number == 0 ? VfSpec : NearSpec,
        }),
    ];

    private static IEnumerable<RequestedGroup> Groups(PciRequest request) => Enumerable.Range(0, request.Count).Select(number =>
        new RequestedGroup
        {
            RequesterId = string.Create(CultureInfo.InvariantCulture, $"{request.RequestId}-{number}"),
            Resources = new SortedDictionary<string, long>(StringComparer.Ordinal) { [VfClass] = 1 },
        });

    private void Decide(int kind, int extras)
    {
        string guest = string.Create(CultureInfo.InvariantCulture, $"guest-{_guestCount++}");
        RequestSpec request = Request(kind);
        DecisionTrace trace = new(keepsWeights: false);
        SchedulingRun run = _scheduler.Begin(request, [guest], _environment, returnsAlternates: true, extras % 5 == 0 ? null : trace);
        int refusals = extras % 7 == 0 ? extras % 29 : 0;
        while (run.Step is not (SchedulingStep.Succeeded or SchedulingStep.Failed))
        {
            switch (run.Step)
            {
                case SchedulingStep.Candidates:
                    run.OnCandidates(CandidateAnswer.From(_store.FindCandidates(run.Query!.ToCandidateRequest())));
                    break;
                case SchedulingStep.Hosts:
                    Disturb(extras, 3);

                    // Another scheduler asks the same meanwhile.
                    _store.FindCandidates(run.Query!.ToCandidateRequest());
                    TakeHosts(run);
                    break;
                default:
                    Disturb(extras, 2);
                    Lines.Add($"claim {run.Claim.Host.Host} {Text(run.Claim.Candidate)}");
                    run.OnClaim(refusals-- > 0 ? ClaimOutcome.Refused : CandidateClaims.Claim(_store, run.Claim, request));
                    break;
            }
        }

        Note(run, trace);
        if (run.Step == SchedulingStep.Succeeded)
        {
            _guests.Add(guest);
            Change(Array.FindIndex(_records, record => record.Host == run.Selections[0][0].Host), extras);
        }
    }

    private void TakeHosts(SchedulingRun run)
    {
        if (_table is not null && run.TryHosts(_table))
        {
            FromTable++;
            WithGroups += run.Query!.SuffixedGroupCount > 0 ? 1 : 0;
            return;
        }

        run.OnHosts(
        [
            .. Enumerable.Range(0, _records.Length).Where(place => run.Providers is null || run.Providers.Contains(_records[place].Uuid))
                .Select(place => StateOf(place, _records[place], _services[place])),
        ]);
    }

    /// <summary>Things change while a decision waits for an answer.</summary>
    private void Disturb(int extras, int divisor)
    {
        if (extras % divisor == 0)
        {
            int place = extras / divisor % _records.Length;
            Change(place, extras / 3);
            ReserveDevices((place + 1) % _records.Length, extras / 5);
            string guest = string.Create(CultureInfo.InvariantCulture, $"other-{_guestCount++}");
            ConsumerClaim claim = new()
            {
                ConsumerUuid = guest,
                Allocations = [new ProviderAllocation(_records[place].Uuid, "VCPU", 16)],
                ProjectId = "other",
                UserId = "other",
            };
            if (_store.Claim(claim).IsSuccess)
            {
                _guests.Add(guest);
            }
        }
    }

    private void Note(SchedulingRun run, DecisionTrace trace)
    {
        Lines.Add(run.Refusal is { } refusal ? $"refused {refusal.Name} {refusal.Message}" : "placed");
        foreach (Selection selection in run.Selections.SelectMany(row => row))
        {
            Lines.Add($"{selection.Host} {selection.NodeUuid} {selection.NumaLimits} {Text(selection.Candidate!)}");
        }

        Lines.Add($"answers {string.Join(' ', trace.Answers)}");
        foreach (GuestDecision decision in trace.Guests)
        {
            Lines.Add($"{decision.Instance} {decision.Hosts} {string.Join(' ', decision.Filters)}");
            Lines.AddRange(decision.Refusals.Select(item => $"{item.Filter?.Name} {item.Host} {item.Reason}"));
            Lines.AddRange(decision.Claims.Select(claim => $"{claim.Host} {claim.Outcome}"));
            Lines.AddRange(decision.ConsumeFailures);
        }
    }

    private static string Text(AllocationCandidate candidate) =>
        $"{candidate.RootUuid} {string.Join(' ', candidate.Allocations)} "
        + string.Join(' ', candidate.Mappings.Select(mapping => $"{mapping.Suffix}={string.Join(',', mapping.ProviderUuids)}"));
}
