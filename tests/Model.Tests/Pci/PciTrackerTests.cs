using Model.Hardware;
using Model.Pci;
using Xunit;

namespace Model.Tests.Pci;

/// <summary>
/// Goal: the tracker's rules that guides and bug reports tell of. Method: one PF with two VFs, one situation a test.
/// <code>
/// 0000:81:00.0 PF ─┬─ 0000:81:10.0 VF
///                  └─ 0000:81:10.1 VF
/// </code>
/// </summary>
public sealed class PciTrackerTests
{
    private static readonly HypervisorPciDevice Pf = new("0000:81:00.0", "15b3", "101d", PciDeviceType.Pf, null, 0);
    private static readonly HypervisorPciDevice FirstVf = new("0000:81:10.0", "15b3", "101e", PciDeviceType.Vf, "0000:81:00.0", 0);
    private static readonly HypervisorPciDevice SecondVf = FirstVf with { Address = "0000:81:10.1" };

    [Fact]
    public void A_used_VF_blocks_its_PF_and_frees_it_with_the_last_one()
    {
        PciTracker tracker = Tracker();
        Claim(tracker, "a", "type-VF", 2);
        tracker.Allocate("a");
        Assert.Equal("unavailable allocated allocated", States(tracker));
        tracker.FreeDevice(FirstVf.Address, "a");
        Assert.Equal("unavailable available allocated", States(tracker));
        tracker.Free("a");
        Assert.Equal("available available available", States(tracker));
        Assert.Equal(3, tracker.Stats.FreeCount);
    }

    [Fact]
    public void A_used_PF_blocks_its_VFs()
    {
        PciTracker tracker = Tracker();
        Claim(tracker, "a", "type-PF", 1);
        Assert.Equal("claimed unclaimable unclaimable", States(tracker));
        Assert.Equal(0, tracker.Stats.FreeCount);
        Assert.Throws<NovaException>(() => Claim(tracker, "b", "type-VF", 1));
    }

    [Fact]
    public void A_failed_claim_gives_back_what_it_took_but_not_the_relatives()
    {
        PciTracker tracker = Tracker();
        PciRequest[] requests = [Request("one", "type-VF", 1), Request("two", "type-VF", 2)];
        NovaException refusal = Assert.Throws<NovaException>(() => tracker.Claim("a", requests, null));
        Assert.Equal("PciDeviceRequestFailed", refusal.Name);
        Assert.Equal("available available available", States(tracker));
        Assert.Equal(2, tracker.Stats.FreeCount);
        Assert.Throws<NovaException>(() => Claim(tracker, "a", "type-PF", 1));
        Assert.Equal(3, Restart(tracker).Stats.FreeCount);
    }

    [Fact]
    public void The_device_taken_depends_on_whether_the_service_restarted()
    {
        PciTracker tracker = new(Specs(), null);
        tracker.Report([SecondVf, FirstVf]);
        tracker.Save();
        Assert.Equal(SecondVf.Address, Claim(Restart(tracker), "a", "type-VF", 1));
        Assert.Equal(FirstVf.Address, Claim(tracker, "a", "type-VF", 1));
    }

    [Theory]
    [InlineData(true, 0, 0)]
    [InlineData(false, 1, 1)]
    public void A_device_that_vanished_while_in_use_is_removed_when_freed_since_32(bool rule, int freeAfter, int storedAfter)
    {
        PciTracker tracker = new(Specs(), null, null, new PciRules { RemoveWhenFreed = rule });
        tracker.Report([FirstVf]);
        Claim(tracker, "a", "type-VF", 1);
        tracker.Allocate("a");
        tracker.Report([]);
        Assert.Equal(PciDeviceStatus.Allocated, tracker.Devices[0].Status);
        tracker.Free("a");
        tracker.Save();
        Assert.Equal(freeAfter, tracker.Stats.FreeCount);
        Assert.Equal(storedAfter, tracker.Stored.Count);
    }

    [Fact]
    public void A_change_of_a_device_in_use_waits_until_it_is_freed()
    {
        PciTracker tracker = new(Specs(), null);
        tracker.Report([FirstVf]);
        Claim(tracker, "a", "type-VF", 1);
        tracker.Report([FirstVf with { NumaNode = 1 }]);
        Assert.Equal(0, tracker.Devices[0].NumaNode);
        tracker.Free("a");
        Assert.Equal(1, tracker.Devices[0].NumaNode);
        Assert.Contains(tracker.Stats.Pools, pool => pool.NumaNode == 1 && pool.Count == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_device_with_an_odd_address_is_skipped_since_23(bool skip)
    {
        PciTracker tracker = new(Specs(), null, null, new PciRules { AddressSkip = skip });
        HypervisorPciDevice odd = new("10000:00:00.0", "8086", "2822", PciDeviceType.Pci);
        NovaException? refusal = (NovaException?)Record.Exception(() => tracker.Report([odd, FirstVf]));
        Assert.Equal(skip ? null : "PciConfigInvalidSpec", refusal?.Name);
        Assert.Equal(skip ? 1 : 0, tracker.Devices.Count);
    }

    private static string Claim(PciTracker tracker, string instance, string devType, int count) =>
        string.Join(' ', tracker.Claim(instance, [Request("request", devType, count)], null).Select(device => device.Address));

    private static PciRequest Request(string id, string devType, int count) => new()
    {
        RequestId = id,
        Count = count,
        AliasName = "alias",
        Spec = [new Dictionary<string, string?> { ["dev_type"] = devType }],
    };

    private static string States(PciTracker tracker) => string.Join(' ', tracker.Devices.Select(device => device.Status.ToName()));

    private static PciDeviceSpecList Specs() => PciDeviceSpecList.Parse(["{}"], false, new FakeSysfs());

    private static PciTracker Restart(PciTracker tracker) => new(Specs(), null, tracker.Stored);

    private static PciTracker Tracker()
    {
        PciTracker tracker = new(Specs(), null);
        tracker.Report([Pf, FirstVf, SecondVf]);
        tracker.Save();
        return tracker;
    }
}
