using System.Collections.Immutable;
using Model.Compute;
using Model.Configuration;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;
using Model.Scheduling.Policies;
using Xunit;

namespace Model.Tests.Scheduling.Policies;

/// <summary>
/// Goal: each policy beyond Nova prefers the host it says it prefers, is off by default, and unknown names are refused. Method: two or
/// three hosts that differ in the one thing the policy looks at.
/// </summary>
public sealed class PolicyTests
{
    [Fact]
    public void None_is_on_by_default()
    {
        IEnumerable<string> names = WeigherRegistry.Create(new NovaOptions()).Select(weigher => weigher.Name)
            .Concat(FilterRegistry.Create(new NovaOptions()).Select(filter => filter.Name));
        Assert.DoesNotContain(names, name => name.StartsWith(PolicyRegistry.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_weigher_carries_its_registered_name() => Assert.Equal(
        PolicyRegistry.WeigherNames,
        WeigherRegistry.Create(SmallCloud.Options(section => section with { WeightClasses = PolicyRegistry.WeigherNames }))
            .Select(weigher => weigher.Name));

    [Theory]
    [InlineData("simulator.NoSuchWeigher")]
    [InlineData("simulator.BestFitWeigher:vcpu")]
    [InlineData("simulator.BestFitWeigher@much")]
    public void What_is_not_understood_is_refused(string entry) => Assert.Equal("ImportError", Assert.Throws<NovaException>(
        () => WeigherRegistry.Create(SmallCloud.Options(section => section with { WeightClasses = [entry] }))).Name);

    [Fact]
    public void An_entry_gives_resources_and_multiplier()
    {
        PolicySetting setting = PolicySetting.Parse("simulator.BestFitWeigher:memory+devices@-2.5");

        Assert.Equal("simulator.BestFitWeigher", setting.Name);
        Assert.Equal([PolicyResource.Memory, PolicyResource.Devices], setting.Resources);
        Assert.Equal(-2.5, setting.Multiplier);
    }

    [Fact]
    public void Best_fit_takes_the_host_with_least_left() =>
        Assert.Equal("h01", Choose("simulator.BestFitWeigher:memory", ("h01", record => record with { FreeRamMb = 5000 })));

    [Fact]
    public void Best_fit_looks_at_the_chosen_resources_only() =>
        Assert.Equal("h00", Choose("simulator.BestFitWeigher:disk", ("h01", record => record with { FreeRamMb = 5000 })));

    [Fact]
    public void First_fit_takes_the_first_host_with_room() =>
        Assert.Equal("h01", Choose("simulator.FirstFitWeigher:memory", ("h00", record => record with { FreeRamMb = -8000 })));

    [Fact]
    public void Dot_product_goes_where_the_wanted_resource_is_plenty() => Assert.Equal(
        "h02",
        Choose(
            "simulator.DotProductWeigher:vcpus+memory",
            ("h00", record => record with { FreeRamMb = 6000 }),
            ("h01", record => record with { VcpusUsed = 12 })));

    [Fact]
    public void PFs_are_kept_whole_by_taking_hosts_whose_PF_is_used()
    {
        HostState whole = Host("h00", Pool("0000:01:00.0", 0, 8));
        HostState used = Host("h01", Pool("0000:01:00.0", 0, 3));
        KeepPfsWholeWeigher weigher = new(PolicySetting.Parse("simulator.KeepPfsWholeWeigher"));

        Assert.True(weigher.Weigh(used, Wish(1)) > weigher.Weigh(whole, Wish(1)));
        Assert.True(weigher.Weigh(used, Wish(0)) > weigher.Weigh(whole, Wish(0)));
    }

    [Fact]
    public void PFs_are_kept_whole_by_claiming_VFs_of_the_most_used_PF_first()
    {
        HostState host = Host("h00", Pool("0000:01:00.0", 0, 8, "rp-1"), Pool("0000:02:00.0", 0, 2, "rp-2"));
        RequestSpec wish = Wish(1);
        host.Candidates = [Candidate("rp-1"), Candidate("rp-2")];

        Assert.True(new KeepPfsWholeFilter().Check(host, wish).Passes);

        Assert.Equal(["rp-2", "rp-1"], host.Candidates.Select(candidate => candidate.Mappings[0].ProviderUuids[0]));
    }

    [Fact]
    public void Nodes_with_free_devices_are_kept_free()
    {
        HostState bare = Host("h00", Pool("0000:01:00.0", 1, 4));
        HostState near = Host("h01", Pool("0000:01:00.0", 0, 4), Pool("0000:02:00.0", 1, 4));
        KeepDeviceNodesFreeWeigher weigher = new(PolicySetting.Parse("simulator.KeepDeviceNodesFreeWeigher"), new NovaOptions());
        RequestSpec wish = Wish(0, OneCell(2));

        Assert.True(weigher.Weigh(bare, wish) > weigher.Weigh(near, wish));
    }

    [Fact]
    public void Fragmentation_spares_the_host_that_still_has_room_for_the_expected_flavor()
    {
        FlavorDemand demand = new(new Flavor { Name = "large", Vcpus = 16, MemoryMb = 8192 }, [], null, 1);
        FragmentationWeigher weigher = new(PolicySetting.Parse("simulator.FragmentationWeigher"), [demand]);
        HostState whole = State(Record("h00"));
        HostState broken = State(Record("h01") with { VcpusUsed = 2 });

        Assert.Equal(-16, weigher.Weigh(whole, SmallCloud.Wish()));
        Assert.Equal(0, weigher.Weigh(broken, SmallCloud.Wish()));
    }

    [Fact]
    public void Fragmentation_counts_devices_beside_free_CPUs_only()
    {
        FlavorDemand demand = new(new Flavor { Name = "vf", Vcpus = 2, MemoryMb = 1024 }, Wish(1).PciRequests, OneCell(2), 1);
        HostState host = Host("h00", Pool("0000:01:00.0", 1, 4));

        // A guest that takes the whole host takes away all the room: what is lost is what there was.
        FragmentationWeigher weigher = new(PolicySetting.Parse("simulator.FragmentationWeigher"), [demand]);
        RequestSpec all = new() { Flavor = new Flavor { Name = "all", Vcpus = 1000, MemoryMb = 1000000 } };

        Assert.Equal(-2 * demand.Flavor.Vcpus, weigher.Weigh(host, all));
    }

    private static string Choose(string entry, params (string Host, Func<ComputeNodeRecord, ComputeNodeRecord> Change)[] changes)
    {
        SmallCloud cloud = new(3);
        foreach ((string host, Func<ComputeNodeRecord, ComputeNodeRecord> change) in changes)
        {
            cloud.Change(host, change);
        }

        NovaOptions options = SmallCloud.Options(section => section with { WeightClasses = [entry] });
        return new FilterScheduler(options).SelectDestinations(cloud.Request, ["a"], cloud.Environment, cloud, false)[0][0].Host;
    }

    private static ComputeNodeRecord Record(string name) => new()
    {
        Host = name,
        Node = name,
        Uuid = "rp-" + name,
        MemoryMb = 16384,
        FreeRamMb = 16384,
        LocalGb = 100,
        FreeDiskGb = 100,
        Vcpus = 16,
        CpuAllocationRatio = 1,
        RamAllocationRatio = 1,
    };

    private static HostState State(ComputeNodeRecord record) => new(record, ServiceState.Running);

    /// <summary>Two cells of four CPUs for pinning each, and pools of VFs.</summary>
    private static HostState Host(string name, params PciPoolRecord[] pools) => State(Record(name) with
    {
        NumaTopology = new HostNumaTopology([Cell(0), Cell(1)]),
        PciStats = PciStats.FromPools(pools, [new PciHostCell(0, 0), new PciHostCell(1, 1)]),
    });

    private static HostNumaCell Cell(int id) => new()
    {
        Id = id,
        Cpuset = CpuSet.Empty,
        Pcpuset = CpuSet.Range(id * 4, 4),
        MemoryMb = 8192,
        Siblings = [.. Enumerable.Range(id * 4, 4).Select(cpu => CpuSet.Of(cpu))],
    };

    private static InstanceNumaTopology OneCell(int cpus) => new(
    [
        new InstanceNumaCell
        {
            Id = 0,
            Cpuset = CpuSet.Empty,
            Pcpuset = CpuSet.Range(0, cpus),
            MemoryMb = 1024,
            CpuPolicy = CpuAllocationPolicy.Dedicated,
        },
    ]);

    private static PciPoolRecord Pool(string parent, int node, int count, string? provider = null) => new()
    {
        VendorId = "15b3",
        ProductId = "101e",
        NumaNode = node,
        Count = count,
        Tags =
        [
            new("dev_type", "type-VF"),
            new("address", parent),
            .. provider is null ? ImmutableArray<KeyValuePair<string, string?>>.Empty : [new("rp_uuid", provider)],
        ],
    };

    private static RequestSpec Wish(int devices, InstanceNumaTopology? cells = null) => new()
    {
        Flavor = new Flavor { Name = "vf", Vcpus = 2, MemoryMb = 1024 },
        NumaTopology = cells,
        PciRequests = devices == 0
            ? []
            :
            [
                new PciRequest
                {
                    RequestId = "wish",
                    Count = devices,
                    AliasName = "vf",
                    Spec = [new Dictionary<string, string?> { ["vendor_id"] = "15b3", ["product_id"] = "101e", ["dev_type"] = "type-VF" }],
                },
            ],
    };

    private static AllocationCandidate Candidate(string provider) => new()
    {
        RootUuid = "rp-h00",
        Allocations = [new ProviderAllocation(provider, "CUSTOM_VF", 1)],
        Mappings = [new GroupMapping("wish-0", [provider])],
    };
}
