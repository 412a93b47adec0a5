using Model.Configuration;
using Model.Pci;
using Model.Placement.Pci;
using Xunit;

namespace Model.Tests.Placement.Pci;

/// <summary>Goal: rules of the report to Placement that the recordings do not reach: several updates in a row, and releases.</summary>
public sealed class PciPlacementViewTests
{
    private const string Node = "node";

    private static readonly PlacementTags OneTimeUse = new() { MentionsOneTimeUse = true, OneTimeUse = true };

    private static readonly PlacementDevice Device = new()
    {
        Address = "0000:3b:00.0",
        VendorId = "10de",
        ProductId = "20b5",
        Type = PciDeviceType.Pci,
        Tags = new PlacementTags(),
    };

    [Fact]
    public void A_device_for_one_use_is_reserved_when_taken_and_freed_by_the_operator_only()
    {
        PlacementDevice device = Device with { Tags = OneTimeUse };
        ProviderTreeView tree = Tree();
        Update(tree, [], device);
        Assert.Equal(new InventoryView { Total = 1, MaxUnit = 1 }, Inventory(tree));
        Update(tree, [], device with { InstanceUuid = "server" });
        Assert.Equal(new InventoryView { Total = 1, MaxUnit = 1, Reserved = 1 }, Inventory(tree));
        Update(tree, [], device);
        Assert.Equal(1, Inventory(tree).Reserved);
        Provider(tree).UpdateInventory([new("CUSTOM_PCI_10DE_20B5", new InventoryView { Total = 1, MaxUnit = 1, Reserved = 0 })]);
        Update(tree, [], device);
        Assert.Equal(0, Inventory(tree).Reserved);
    }

    [Fact]
    public void What_the_operator_reserved_is_lost_when_the_total_changes()
    {
        ProviderTreeView tree = Tree();
        PlacementDevice first = Device with { Type = PciDeviceType.Vf, Address = "0000:3b:00.2", ParentAddress = "0000:3b:00.0" };
        Update(tree, [], first);
        Provider(tree).UpdateInventory([new("CUSTOM_PCI_10DE_20B5", new InventoryView { Total = 1, MaxUnit = 1, Reserved = 1 })]);
        Update(tree, [], first);
        Assert.Equal(1, Inventory(tree).Reserved);
        Update(tree, [], first, first with { Address = "0000:3b:00.3" });
        Assert.Equal(new InventoryView { Total = 2, MaxUnit = 2 }, Inventory(tree));
    }

    [Fact]
    public void Healing_leaves_unknown_consumers_and_servers_in_a_resize_on_one_host_alone()
    {
        ProviderTreeView tree = Tree();
        ConsumerAllocations resized = new("resized");
        resized.Set(Node, "VCPU", 1);
        PlacementDevice[] devices =
            [Device with { InstanceUuid = "resized" }, Device with { Address = "0000:3c:00.0", InstanceUuid = "lost" }];
        PciPlacementView view = new(Node, devices);
        view.UpdateTree(tree, [resized], static name => name);
        Assert.False(view.HealAllocations(tree, [resized], ["resized"]));
        Assert.Single(resized.Records);
        Assert.True(view.HealAllocations(tree, [resized], []));
        Assert.Equal(new AllocationView("node_0000:3B:00.0", "CUSTOM_PCI_10DE_20B5", 1), resized.Records[1]);
        Assert.False(view.HealAllocations(tree, [resized], []));
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    public void A_used_device_that_left_the_configuration_stays_in_placement_since_release_32(int release, bool stays)
    {
        ProviderTreeView tree = Tree();
        ConsumerAllocations server = new("server");
        server.Set("node_0000:3B:00.0", "CUSTOM_PCI_10DE_20B5", 1);
        PlacementDevice used = Device with { InstanceUuid = "server" };
        Update(tree, [server], used);
        Update(tree, [server], release, used with { Tags = null, IsRemoved = true });
        Assert.Equal(stays, tree.Find("node_0000:3B:00.0") is not null);
    }

    [Fact]
    public void Release_34_marks_what_nova_owns_and_what_can_be_migrated()
    {
        ProviderTreeView tree = Tree();
        Update(tree, [], 34, Device with { Tags = new PlacementTags { LiveMigratable = true } });
        Assert.Equal(["COMPUTE_MANAGED_PCI_DEVICE", "HW_PCI_LIVE_MIGRATABLE", "OWNER_NOVA"], Provider(tree).Traits);
    }

    [Fact]
    public void Reporting_cannot_be_switched_off_again()
    {
        ProviderTreeView tree = Tree();
        PciPlacementView.EnsureNeverReported(tree);
        Update(tree, [], Device);
        Assert.Equal(
            "PlacementPciException", Assert.Throws<NovaException>(() => PciPlacementView.EnsureNeverReported(tree)).Name);
    }

    private static ProviderTreeView Tree()
    {
        ProviderTreeView tree = new();
        tree.AddRoot(Node, Node);
        return tree;
    }

    private static void Update(ProviderTreeView tree, ConsumerAllocations[] allocations, params PlacementDevice[] devices) =>
        Update(tree, allocations, 32, devices);

    private static void Update(ProviderTreeView tree, ConsumerAllocations[] allocations, int release, params PlacementDevice[] devices)
    {
        ReleaseFeatures features = NovaRelease.FromMajor(release).Features;
        new PciPlacementView(Node, devices, PciPlacementRules.Of(features)).UpdateTree(tree, allocations, static name => name);
    }

    private static ProviderView Provider(ProviderTreeView tree) => tree.Get("node_0000:3B:00.0");

    private static InventoryView Inventory(ProviderTreeView tree) => Provider(tree).Inventories["CUSTOM_PCI_10DE_20B5"];
}
