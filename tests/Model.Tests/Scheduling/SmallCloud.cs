using System.Globalization;
using Model.Compute;
using Model.Configuration;
using Model.Placement;
using Model.Scheduling;

namespace Model.Tests.Scheduling;

/// <summary>
/// A cloud of equal hosts <c>h00</c>, <c>h01</c>, …, each 8 CPUs (ratio 2), 16 GiB and 100 GiB, with a Placement that knows them.
/// </summary>
internal sealed class SmallCloud : ICandidateSource, IComputeNodeDirectory
{
    private readonly List<ComputeNodeRecord> _records = [];

    public SmallCloud(int hosts)
    {
        for (int index = 0; index < hosts; index++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"h{index:d2}");
            ComputeNodeRecord record = new()
            {
                Host = name,
                Node = name,
                Uuid = "rp-" + name,
                MemoryMb = 16384,
                FreeRamMb = 16384,
                LocalGb = 100,
                FreeDiskGb = 100,
                Vcpus = 8,
                CpuAllocationRatio = 2.0,
            };
            _records.Add(record);
            Store.CreateProvider(record.Uuid, name);
            Store.SetInventories(
                record.Uuid,
                [
                    new Inventory { ResourceClass = "VCPU", Total = 8, AllocationRatio = 2.0 },
                    new Inventory { ResourceClass = "MEMORY_MB", Total = 16384 },
                    new Inventory { ResourceClass = "DISK_GB", Total = 100 },
                ]);
        }
    }

    public PlacementStore Store { get; } = new();

    public RequestSpec Request { get; set; } = Wish();

    public List<string> GivenBack { get; } = [];

    public SchedulingEnvironment Environment => new(this, []);

    public static RequestSpec Wish(ServerGroup? group = null, IReadOnlyList<string>? forceHosts = null) => new()
    {
        Flavor = new Flavor { Name = "small", Vcpus = 2, MemoryMb = 4096, RootGb = 10 },
        Image = new Image { Name = "image" },
        ProjectId = "project",
        UserId = "user",
        Group = group,
        ForceHosts = forceHosts ?? [],
    };

    public static NovaOptions Options(Func<FilterSchedulerOptions, FilterSchedulerOptions> change) =>
        new() { FilterScheduler = change(new FilterSchedulerOptions()) };

    /// <summary>Replaces what the database says of a host.</summary>
    public void Change(string host, Func<ComputeNodeRecord, ComputeNodeRecord> change)
    {
        int index = _records.FindIndex(record => record.Host == host);
        _records[index] = change(_records[index]);
    }

    public CandidateAnswer? FindCandidates(ResourceQuery query) => CandidateAnswer.From(Store.FindCandidates(query.ToCandidateRequest()));

    public IReadOnlyList<HostState> FindHosts(IReadOnlyList<string>? providers) =>
    [
        .. _records.Where(record => providers is null || providers.Contains(record.Uuid))
            .Select(record => new HostState(record, ServiceState.Running)),
    ];

    public ClaimOutcome Claim(ClaimAttempt attempt) => CandidateClaims.Claim(Store, attempt, Request);

    public void GiveBack(string instance)
    {
        GivenBack.Add(instance);
        Store.DeleteAllocations(instance);
    }

    public IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell) =>
    [
        .. _records.Where(record => (host ?? record.Host) == record.Host && (node ?? record.Node) == record.Node
            && (cell ?? record.Cell) == record.Cell)
            .Select(record => new ComputeNodeName(record.Host, record.Node, record.Uuid)),
    ];
}
