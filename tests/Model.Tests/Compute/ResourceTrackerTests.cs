using Model.Compute;
using Model.Configuration;
using Model.Diagnostics;
using Model.Hardware.Building;
using Model.Pci;
using Model.Placement;
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

    [Fact]
    public void A_claim_and_its_release_leave_nothing_behind()
    {
        ResourceTracker tracker = Start("");
        long freeRam = tracker.Record.FreeRamMb;

        ClaimedGuest guest = tracker.Claim(Guest("a"));
        Assert.Single(guest.Devices);
        Assert.Equal(1, tracker.Record.PciStats!.FreeCount);
        Assert.Equal(freeRam - 4096, tracker.Record.FreeRamMb);
        Assert.Equal(1, tracker.Record.IoOperations);
        tracker.Release("a");

        Assert.Equal(2, tracker.Record.PciStats!.FreeCount);
        Assert.Equal(freeRam, tracker.Record.FreeRamMb);
        Assert.Equal((0, 0, 0), (tracker.GuestCount, tracker.VcpusUsed, tracker.Record.IoOperations));
    }

    [Fact]
    public void A_claim_without_a_free_device_is_refused_in_novas_words()
    {
        ResourceTracker tracker = Start("");
        tracker.Claim(Guest("a"));
        tracker.Claim(Guest("b"));

        NovaException refusal = Assert.Throws<NovaException>(() => tracker.Claim(Guest("c")));
        Assert.Equal("ComputeResourcesUnavailable", refusal.Name);
        Assert.Equal("Insufficient compute resources: Claim pci failed.", refusal.Message);
        Assert.Equal(2, tracker.GuestCount);
    }

    [Fact]
    public void Reported_devices_become_providers_and_unallocated_use_is_healed()
    {
        ResourceTracker tracker = Start("report_in_placement = true");
        ProviderSync sync = new(_store, Node, tracker.Facts.Uuid, name => $"uuid of {name}");
        Assert.False(Update(tracker, sync).Healed);
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
        tracker.Claim(Guest("a"));
        Assert.True(Update(tracker, sync).Healed);
        Assert.Contains(_store.GetAllocations("a")!.Allocations, held => held is { ResourceClass: "CUSTOM_PCI_10DE_20B5", Amount: 1 });
    }

    [Fact]
    public void Reporting_cannot_be_switched_off_again()
    {
        ResourceTracker tracker = Start("report_in_placement = true");
        ProviderSync sync = new(_store, Node, tracker.Facts.Uuid, name => $"uuid of {name}");
        Update(tracker, sync);

        ResourceTracker restarted = Start("");
        NovaException refusal = Assert.Throws<NovaException>(() => Update(restarted, sync));
        Assert.Equal("PlacementPciException", refusal.Name);
    }

    private static ProviderSyncResult Update(ResourceTracker tracker, ProviderSync sync)
    {
        ProviderSyncResult result = sync.Update(tracker.Inventory, [], tracker.DevicesForPlacement(), []);
        tracker.BindProviders(result.Assigned);
        return result;
    }

    private static GuestClaim Guest(string uuid) => new()
    {
        InstanceUuid = uuid,
        Flavor = Flavor,
        PciRequests = PciRequestFactory.FromFlavor(
            Flavor, affinityPolicy: null, PciAliasTable.Parse([Alias], pciInPlacement: false), number => $"{uuid}/{number}"),
    };

    private static ResourceTracker Start(string pciOptions)
    {
        DiagnosticBag problems = new();
        string conf = $$"""
            [pci]
            device_spec = {"vendor_id": "10de", "product_id": "20b5"}
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
        return new ResourceTracker(new ComputeNodeFacts
        {
            Name = Node,
            Uuid = "11111111-1111-1111-1111-111111111111",
            Hardware = HostBuilder.Build(machine).Hardware,
            Options = options,
            DiskGb = 1000,
        });
    }
}
