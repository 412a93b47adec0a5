using Model.Compute;
using Model.Configuration;
using Model.Diagnostics;
using Model.Hardware.Building;
using Model.Pci;
using Model.Placement;
using Model.Servers;
using Xunit;

namespace Model.Tests.Compute;

/// <summary>
/// Goal: a claim takes cores, memory and devices, tells Placement, and a release gives everything back. Method: one host with two GPUs
/// on two NUMA nodes, its tracker and its providers in a real store.
/// </summary>
public sealed class ResourceTrackerTests
{
    private const string Node = "gpu-1";
    private const string Alias = """{"name": "gpu", "vendor_id": "10de", "product_id": "20b5", "device_type": "type-PCI"}""";

    private static readonly Flavor Flavor = new()
    {
        Name = "g1",
        Vcpus = 4,
        MemoryMb = 4096,
        RootGb = 20,
        ExtraSpecs = [KeyValuePair.Create("pci_passthrough:alias", "gpu:1")],
    };

    private readonly PlacementStore _store = new();
    private readonly NovaDatabase _database = new(number => $"move {number}");

    [Fact]
    public void A_claim_and_its_release_leave_nothing_behind()
    {
        ResourceTracker tracker = Start("");
        long freeRam = tracker.Record.FreeRamMb;

        Instance guest = Guest("a");
        Assert.Single(tracker.Claim(guest, null));
        Assert.Equal(1, tracker.Record.PciStats!.FreeCount);
        Assert.Equal(freeRam - 4096, tracker.Record.FreeRamMb);
        Assert.Equal(1, tracker.Record.IoOperations);
        tracker.AbortClaim(guest);

        Assert.Equal(2, tracker.Record.PciStats!.FreeCount);
        Assert.Equal(freeRam, tracker.Record.FreeRamMb);
        Assert.Equal((0, 0, 0), (tracker.GuestCount, tracker.VcpusUsed, tracker.Record.IoOperations));
    }

    [Fact]
    public void A_claim_without_a_free_device_is_refused_in_novas_words()
    {
        ResourceTracker tracker = Start("");
        tracker.Claim(Guest("a"), null);
        tracker.Claim(Guest("b"), null);

        NovaException refusal = Assert.Throws<NovaException>(() => tracker.Claim(Guest("c"), null));
        Assert.Equal("ComputeResourcesUnavailable", refusal.Name);
        Assert.Equal("Insufficient compute resources: Claim pci failed.", refusal.Message);
        Assert.Equal(2, tracker.GuestCount);
    }

    [Fact]
    public void Reported_devices_become_providers_and_unallocated_use_is_healed()
    {
        ResourceTracker tracker = Start("report_in_placement = true");
        Assert.False(tracker.HasHealed);
        Assert.Equal(
            [Node, $"{Node}_0000:01:00.0", $"{Node}_0000:81:00.0"],
            _store.Subtree(tracker.Facts.Uuid).Select(provider => provider.Name).Order(StringComparer.Ordinal));

        // The scheduler allocated no device, as it does with pci_in_placement off.
        Assert.True(_store.Claim(new ConsumerClaim
        {
            ConsumerUuid = "a",
            ProjectId = "p",
            UserId = "u",
            Allocations = [new ProviderAllocation(tracker.Facts.Uuid, "VCPU", 4)],
        }).IsSuccess);
        tracker.Claim(Guest("a"), null);
        Assert.True(tracker.HasHealed);
        Assert.Contains(_store.GetAllocations("a")!.Allocations, held => held is { ResourceClass: "CUSTOM_PCI_10DE_20B5", Amount: 1 });
    }

    [Fact]
    public void Reporting_cannot_be_switched_off_again()
    {
        Start("report_in_placement = true");
        NovaException refusal = Assert.Throws<NovaException>(() => Start(""));
        Assert.Equal("PlacementPciException", refusal.Name);
    }

    [Fact]
    public void What_an_operator_reserved_goes_unnoticed_until_the_service_reads_again()
    {
        // The device is allocated, so the service wants its one unit reserved for good; it believes that it still is.
        ResourceTracker tracker = Start("report_in_placement = true", """, "one_time_use": "yes" """);
        tracker.Claim(Guest("a"), null);
        string provider = _store.FindProviderByName($"{Node}_0000:01:00.0")!.Uuid;
        Inventory inventory = _store.GetInventories(provider)[0];
        Assert.Equal(1, inventory.Reserved);
        Assert.True(_store.UpdateInventory(provider, inventory with { Reserved = 0 }).IsSuccess);

        tracker.Audit();
        Assert.Equal(0, _store.GetInventories(provider)[0].Reserved);
        tracker.ForgetProviders();
        tracker.Audit();
        Assert.Equal(1, _store.GetInventories(provider)[0].Reserved);
    }

    private Instance Guest(string uuid)
    {
        Instance guest = new()
        {
            Uuid = uuid,
            Flavor = Flavor,
            Image = new Image { Name = "plain" },
            PciRequests = PciRequestFactory.FromFlavor(
                Flavor, affinityPolicy: null, PciAliasTable.Parse([Alias], pciInPlacement: false), number => $"{uuid}/{number}"),
        };
        _database.Add(guest);
        return guest;
    }

    private ResourceTracker Start(string pciOptions, string tags = "")
    {
        DiagnosticBag problems = new();
        string conf = $$"""
            [pci]
            device_spec = {"vendor_id": "10de", "product_id": "20b5"{{tags}}}
            {{pciOptions}}
            """;
        NovaOptions options = NovaOptions.Load(new SourceText("nova.conf", conf), NovaRelease.Default, problems);
        Assert.False(problems.HasErrors, string.Join('\n', problems.Items));
        HostTemplate machine = new()
        {
            Sockets = 2,
            CoresPerNode = 8,
            MemoryPerNodeBytes = 32L << 30,
            Pci = [new PciGroup { VendorId = 0x10de, DeviceId = 0x20b5, Count = 2, Spread = PciSpread.Numa }],
        };
        ComputeNodeFacts facts = new()
        {
            Name = Node,
            Uuid = "11111111-1111-1111-1111-111111111111",
            Hardware = HostBuilder.Build(machine).Hardware,
            Options = options,
            DiskGb = 1000,
        };
        ResourceTracker tracker = new(facts, _database, new ProviderSync(_store, Node, facts.Uuid, name => $"uuid of {name}"));
        tracker.Start();
        return tracker;
    }
}
