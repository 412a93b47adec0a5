using Model.Compute;
using Model.Configuration;
using Model.Diagnostics;
using Model.Hardware.Building;
using Model.Pci;
using Model.Placement;
using Model.Placement.Pci;
using Xunit;

namespace Model.Tests.Compute;

/// <summary>
/// Goal: Placement refuses a swap of a PF in use for its VFs, and the compute service with it; the operator alone frees a device for
/// one use. Method: a tracker's view of one PF, changed by hand, over a real store.
/// </summary>
public sealed class ProviderSyncTests
{
    private const string Node = "node";
    private const string Root = "11111111-1111-1111-1111-111111111111";
    private const string Server = "server";
    private const string Class = "CUSTOM_PCI_15B3_101D";

    private static readonly PlacementDevice Pf = new()
    {
        Address = "0000:3b:00.0",
        VendorId = "15b3",
        ProductId = "101d",
        Type = PciDeviceType.Pf,
        Tags = new PlacementTags(),
    };

    private static readonly PlacementDevice Vf = Pf with
    {
        Address = "0000:3b:00.2",
        ProductId = "101e",
        Type = PciDeviceType.Vf,
        ParentAddress = "0000:3b:00.0",
    };

    private readonly PlacementStore _store = new();

    [Fact]
    public void Swapping_a_used_pf_for_its_vfs_is_refused()
    {
        Update(Pf);
        Take(Class);
        NovaException refusal = Assert.Throws<NovaException>(() => Update(Pf with { InstanceUuid = Server, Tags = null }, Vf));
        Assert.Equal("PlacementPciException", refusal.Name);
    }

    [Fact]
    public void A_refusal_leaves_older_providers_as_they_were_and_younger_ones_changed()
    {
        // Placement is told of the youngest provider first; providers that go, go before anything else is told.
        PlacementDevice older = Pf with { Address = "0000:01:00.0", Type = PciDeviceType.Pci };
        PlacementDevice younger = Pf with { Address = "0000:5e:00.0", Type = PciDeviceType.Pci };
        PlacementDevice gone = Pf with { Address = "0000:5f:00.0", Type = PciDeviceType.Pci };
        Update(older, Pf, younger, gone);
        Take(Class);
        PlacementTags tags = new() { Traits = "new" };
        Assert.Throws<NovaException>(
            () => Update(older with { Tags = tags }, Pf with { InstanceUuid = Server, Tags = null }, Vf, younger with { Tags = tags }));
        Assert.DoesNotContain("CUSTOM_NEW", _store.GetTraits("uuid of node_0000:01:00.0"));
        Assert.Contains("CUSTOM_NEW", _store.GetTraits("uuid of node_0000:5E:00.0"));
        Assert.Null(_store.FindProvider("uuid of node_0000:5F:00.0"));
    }

    [Fact]
    public void The_swap_passes_unseen_when_both_have_one_resource_class()
    {
        PlacementTags tags = new() { ResourceClass = "gpu" };
        Update(Pf with { Tags = tags });
        Take("CUSTOM_GPU");
        Update(Pf with { InstanceUuid = Server, Tags = null }, Vf with { Tags = tags });
        Assert.Equal(1, Inventory().Total);
    }

    [Fact]
    public void A_device_for_one_use_serves_again_once_the_operator_frees_it()
    {
        PlacementDevice device = Pf with { Tags = new PlacementTags { MentionsOneTimeUse = true, OneTimeUse = true } };
        Update(device);
        Take(Class);
        Update(device with { InstanceUuid = Server });
        Assert.True(_store.DeleteAllocations(Server).IsSuccess);
        Update(device);
        Assert.Equal(1, Inventory().Reserved);
        Assert.True(_store.UpdateInventory(Provider(), Inventory() with { Reserved = 0 }).IsSuccess);
        Update(device);
        Assert.Equal(0, Inventory().Reserved);
    }

    private static HostInventory Own()
    {
        DiagnosticBag problems = new();
        NovaOptions options = NovaOptions.Load(new SourceText("nova.conf", string.Empty), NovaRelease.Default, problems);
        return HostInventory.Of(HostBuilder.Build(new HostTemplate { MemoryPerNodeBytes = 32L << 30 }).Hardware, options, 100);
    }

    private static string Provider() => "uuid of node_0000:3B:00.0";

    private Inventory Inventory() => Assert.Single(_store.GetInventories(Provider()));

    private void Update(params PlacementDevice[] devices) =>
        new ProviderSync(_store, Node, Root, static name => $"uuid of {name}").Update(Own(), new HostTraitUpdate([], false), devices, []);

    private void Take(string resourceClass) => Assert.True(_store.Claim(new ConsumerClaim
    {
        ConsumerUuid = Server,
        ProjectId = "p",
        UserId = "u",
        Allocations = [new ProviderAllocation(Provider(), resourceClass, 1)],
    }).IsSuccess);
}
