using System.Globalization;
using Model.Compute;
using Model.Configuration;
using Model.Placement;
using Model.Scheduling;

namespace Benchmarks.Scheduling;

/// <summary>
/// Equal hosts without devices, half full, and a Placement that knows them: what a decision for a plain flavor costs. A decision
/// chooses, claims, and releases again, so that every one meets the same cloud.
/// </summary>
internal sealed class PlainCloud : ICandidateSource, IComputeNodeDirectory
{
    private const int Vcpus = 64;
    private const int MemoryMb = 262_144;
    private const int DiskGb = 4_000;

    private static readonly Flavor Small = new() { Name = "small", Vcpus = 2, MemoryMb = 4096, RootGb = 20 };
    private static readonly Image Image = new() { Name = "image" };

    private readonly ComputeNodeRecord[] _records;
    private readonly Dictionary<string, int> _byUuid;
    private readonly PlacementStore _store = new();
    private readonly FilterScheduler _scheduler;
    private readonly SchedulingEnvironment _environment;
    private RequestSpec? _request;

    public PlainCloud(int hosts, int? placementLimit)
    {
        _records = new ComputeNodeRecord[hosts];
        _byUuid = new Dictionary<string, int>(hosts, StringComparer.Ordinal);
        for (int index = 0; index < hosts; index++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"host-{index:d6}");
            string uuid = "rp-" + name;
            int used = index * 7 % (Vcpus / 2);
            _records[index] = new ComputeNodeRecord
            {
                Host = name,
                Node = name,
                Uuid = uuid,
                MemoryMb = MemoryMb,
                FreeRamMb = MemoryMb - (used * 2048),
                LocalGb = DiskGb,
                FreeDiskGb = DiskGb - (used * 10),
                Vcpus = Vcpus,
                VcpusUsed = used,
                CpuAllocationRatio = 4.0,
                HypervisorVersion = 10_000_000,
                InstanceCount = used / 2,
            };
            _byUuid[uuid] = index;
            _store.CreateProvider(uuid, name);
            _store.SetInventories(
                uuid,
                [
                    new Inventory { ResourceClass = "VCPU", Total = Vcpus, AllocationRatio = 4.0 },
                    new Inventory { ResourceClass = "MEMORY_MB", Total = MemoryMb },
                    new Inventory { ResourceClass = "DISK_GB", Total = DiskGb },
                ]);
        }

        NovaOptions options = new();
        SchedulerOptions scheduler = options.Scheduler with { MaxPlacementResults = placementLimit ?? hosts };
        _scheduler = new FilterScheduler(options with { Scheduler = scheduler });
        _environment = new SchedulingEnvironment(this, []);
    }

    /// <summary>One decision; returns the host's name.</summary>
    public string Decide()
    {
        _request = new RequestSpec { Flavor = Small, Image = Image, ProjectId = "project", UserId = "user" };
        string host = _scheduler.SelectDestinations(_request, ["guest"], _environment, this, returnsAlternates: true)[0][0].Host;
        _store.DeleteAllocations("guest");
        return host;
    }

    public CandidateAnswer? FindCandidates(ResourceQuery query) => CandidateAnswer.From(_store.FindCandidates(query.ToCandidateRequest()));

    public IReadOnlyList<HostState> FindHosts(IReadOnlyList<string>? providers)
    {
        HostState[] hosts = new HostState[providers!.Count];
        for (int index = 0; index < hosts.Length; index++)
        {
            hosts[index] = new HostState(_records[_byUuid[providers[index]]], ServiceState.Running);
        }

        return hosts;
    }

    public ClaimOutcome Claim(ClaimAttempt attempt) => CandidateClaims.Claim(_store, attempt, _request!);

    public void GiveBack(string instance) => _store.DeleteAllocations(instance);

    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node) => [];
}
