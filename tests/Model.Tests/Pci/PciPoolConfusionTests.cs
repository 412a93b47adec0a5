using Model.Hardware;
using Model.Pci;
using Xunit;

namespace Model.Tests.Pci;

/// <summary>
/// Goal: Nova's ways to have other devices in the pools than the free ones are reproduced, each by what <c>nova/pci/manager.py</c> does in 2023.1
/// and 2025.2 (where all but the broken claim were also seen on the real service), and a restart ends them.
/// Method: one PF with two VFs; a service restarts with another device_spec while one of them is in use.
/// <list type="bullet">
/// <item>_set_hvdevs makes every newly configured device available and adds it to its pool, whatever its PF or VFs are doing.</item>
/// <item>PciDevice.free makes all VFs of a PF available and returns them with it; _free_device adds all that is returned, in the pool or not.</item>
/// <item>Since 32, _free_device adds nothing where the freed device itself is to be removed.</item>
/// <item>consume_requests gives back what it took, not what _handle_device_dependents removed; _claim_instance gives nothing back.</item>
/// </list>
/// </summary>
public sealed class PciPoolConfusionTests
{
    private const string PfSpec = """{ "vendor_id": "15b3", "product_id": "101d" }""";
    private const string VfSpec = """{ "vendor_id": "15b3", "product_id": "101e" }""";
    private static readonly HypervisorPciDevice Pf = new("0000:81:00.0", "15b3", "101d", PciDeviceType.Pf, null, 0);
    private static readonly HypervisorPciDevice FirstVf = new("0000:81:10.0", "15b3", "101e", PciDeviceType.Vf, "0000:81:00.0", 0);
    private static readonly HypervisorPciDevice SecondVf = FirstVf with { Address = "0000:81:10.1" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void VFs_configured_while_their_PF_is_in_use_are_in_their_pool_twice_once_it_is_free(bool isPfKept)
    {
        PciTracker tracker = Used(PfSpec, "type-PF");
        tracker = Restart(tracker, isPfKept ? [PfSpec, VfSpec] : [VfSpec], removesWhenFreed: isPfKept);
        Assert.Equal(PciPoolConfusion.RelativeConfigured, tracker.Confusion);
        Assert.Equal("0000:81:10.0 0000:81:10.1", Pooled(tracker));
        tracker.Free("a");
        tracker.Save();
        string pf = isPfKept ? "0000:81:00.0 " : "";
        Assert.Equal(pf + "0000:81:10.0 0000:81:10.0 0000:81:10.1 0000:81:10.1", Pooled(tracker));

        // A device that is given away for the second time is refused when it is claimed.
        Claim(tracker, "b", "type-VF", 2);
        NovaException refusal = Assert.Throws<NovaException>(() => Claim(tracker, "c", "type-VF", 1));
        Assert.Equal("PciDeviceInvalidStatus", refusal.Name);

        tracker.Save();
        tracker = Restart(tracker, isPfKept ? [PfSpec, VfSpec] : [VfSpec], removesWhenFreed: isPfKept);
        tracker.Clean([]);
        Assert.Equal(PciPoolConfusion.None, tracker.Confusion);
        Assert.Equal(pf + "0000:81:10.0 0000:81:10.1", Pooled(tracker));
    }

    [Fact]
    public void Another_device_at_the_address_of_one_no_longer_configured_is_in_no_pool_until_the_second_start()
    {
        PciTracker tracker = new(Specs("""{ "vendor_id": "144d", "product_id": "a80a" }"""), null);
        tracker.Report([new("0000:81:00.0", "144d", "a80a", PciDeviceType.Pci, null, 0)]);
        tracker.Save();
        tracker = Restart(tracker, [PfSpec]);
        Assert.Equal(PciPoolConfusion.DeviceExchanged, tracker.Confusion);
        Assert.Equal("available", Assert.Single(tracker.Devices).Status.ToName());
        Assert.Equal("", Pooled(tracker));
        tracker = Restart(tracker, [PfSpec]);
        Assert.Equal(PciPoolConfusion.None, tracker.Confusion);
        Assert.Equal("0000:81:00.0", Pooled(tracker));
    }

    [Fact]
    public void A_PF_configured_while_a_VF_is_in_use_is_in_its_pool_and_cannot_be_had()
    {
        PciTracker tracker = Restart(Used(VfSpec, "type-VF"), [PfSpec, VfSpec]);
        Assert.Equal(PciPoolConfusion.RelativeConfigured, tracker.Confusion);
        Assert.Contains(Pf.Address, Pooled(tracker), StringComparison.Ordinal);
        Assert.Equal("PciDeviceVFInvalidStatus", Assert.Throws<NovaException>(() => Claim(tracker, "b", "type-PF", 1)).Name);
    }

    [Fact]
    public void VFs_whose_PF_left_the_configuration_while_in_use_are_in_no_pool_once_it_is_free()
    {
        PciTracker tracker = new(Specs(PfSpec, VfSpec), null);
        tracker.Report([Pf, FirstVf, SecondVf]);
        Use(tracker, "type-PF");
        tracker = Restart(tracker, [VfSpec]);
        Assert.Equal(PciPoolConfusion.None, tracker.Confusion);
        tracker.Free("a");
        tracker.Save();
        Assert.Equal(PciPoolConfusion.RelativeRemoved, tracker.Confusion);
        Assert.Equal(["available", "available"], tracker.Devices.Select(device => device.Status.ToName()));
        Assert.Equal("", Pooled(tracker));
        Assert.Equal("0000:81:10.0 0000:81:10.1", Pooled(Restart(tracker, [VfSpec])));
    }

    [Fact]
    public void A_claim_that_breaks_half_way_keeps_devices_that_nobody_knows_of_until_a_restart()
    {
        PciTracker tracker = Restart(Used(PfSpec, "type-PF"), [PfSpec, VfSpec]);
        Assert.Throws<NovaException>(() => Claim(tracker, "b", "type-VF", 1));
        tracker.Free("a");
        Assert.Throws<NovaException>(() => Claim(tracker, "b", "type-VF", 3));
        PciDevice taken = tracker.Devices.First(device => device.InstanceUuid == "b" && device.Status == PciDeviceStatus.Claimed);
        Assert.Empty(tracker.ClaimsOf("b"));
        tracker.Clean([]);
        Assert.Equal("b", taken.InstanceUuid);
        tracker.Save();
        PciTracker next = Restart(tracker, [PfSpec, VfSpec]);
        next.Clean([]);
        Assert.Equal("0000:81:00.0 0000:81:10.0 0000:81:10.1", Pooled(next));
    }

    private static PciTracker Used(string spec, string devType)
    {
        PciTracker tracker = new(Specs(spec), null);
        tracker.Report([Pf, FirstVf, SecondVf]);
        Use(tracker, devType);
        return tracker;
    }

    private static void Use(PciTracker tracker, string devType)
    {
        Claim(tracker, "a", devType, 1);
        tracker.Allocate("a");
        tracker.Save();
    }

    private static PciTracker Restart(PciTracker tracker, string[] specs, bool removesWhenFreed = true)
    {
        PciTracker next = new(Specs(specs), null, tracker.Stored, new PciRules { RemoveWhenFreed = removesWhenFreed });
        next.Report([Pf, FirstVf, SecondVf]);
        next.Save();
        return next;
    }

    private static string Pooled(PciTracker tracker) =>
        string.Join(' ', tracker.Stats.Pools.SelectMany(pool => pool.Devices).Select(device => device.Address).Order(StringComparer.Ordinal));

    private static void Claim(PciTracker tracker, string instance, string devType, int count) => tracker.Claim(
        instance,
        [
            new PciRequest
            {
                RequestId = "one",
                Count = count,
                AliasName = "alias",
                Spec = [new Dictionary<string, string?> { ["dev_type"] = devType }],
            },
        ],
        null);

    private static PciDeviceSpecList Specs(params string[] specs) => PciDeviceSpecList.Parse(specs, false, new FakeSysfs());
}
