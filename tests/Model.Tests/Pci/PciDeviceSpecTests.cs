using Model.Hardware;
using Model.Pci;
using Xunit;

namespace Model.Tests.Pci;

/// <summary>
/// Goal: entries of <c>[pci]device_spec</c> mean the devices that Nova takes them for. Method: one entry and one device a row.
/// </summary>
public sealed class PciDeviceSpecTests
{
    private const string Pf = "0000:06:00.0";

    [Theory]
    [InlineData("""{"address": "*"}""", true)]
    [InlineData("""{"address": ":"}""", true)]
    [InlineData("""{"address": {}}""", true)]
    [InlineData("""{"address": "10."}""", true)]
    [InlineData("""{"address": "0000:06:"}""", true)]
    [InlineData("""{"address": " 0X0: +6 : 1_0 . 1 "}""", true)]
    [InlineData("""{"address": "-1:06:10.1"}""", false)]
    [InlineData("""{"address": {"bus": "0"}}""", true)]
    [InlineData("""{"address": {"bus": "6"}}""", false)]
    [InlineData("""{"address": {"bus": "(?P<n>[[0]6)\\Z"}}""", true)]
    [InlineData("""{"address": {"bus": "(?i)0A|06"}}""", true)]
    [InlineData("""{"address": "0000:06:00.0"}""", true)]
    [InlineData("""{"address": {"domain": "0000", "bus": "06", "slot": "00", "function": "0"}}""", true)]
    [InlineData("""{"address": {"domain": "0000", "bus": "06", "slot": "0[0]", "function": "0"}}""", false)]
    [InlineData("""{"vendor_id": " 8086 ", "product_id": "*"}""", true)]
    [InlineData("""{"product_id": "1528"}""", false)]
    [InlineData("""{"devname": "eth0"}""", true)]
    [InlineData("""{"devname": "eth9"}""", false)]
    [InlineData("""{"remote_managed": "true"}""", false)]
    [InlineData("""{"remote_managed": "junk"}""", true)]
    public void An_entry_means_a_vf_of_06_00_0(string entry, bool expected)
    {
        HypervisorPciDevice vf = new("0000:06:10.1", "8086", "1515", PciDeviceType.Vf, Pf);
        Assert.Equal(expected, Parse(entry).Find(vf) is not null);
    }

    [Theory]
    [InlineData("not json", "PciConfigInvalidSpec")]
    [InlineData("5", "PciConfigInvalidSpec")]
    [InlineData("[5]", "PciConfigInvalidSpec")]
    [InlineData("""{"address": "0000:06:00.8"}""", "PciConfigInvalidSpec")]
    [InlineData("""{"address": "00. "}""", "PciConfigInvalidSpec")]
    [InlineData("""{"address": "0:0:0:0.0"}""", "PciDeviceWrongAddressFormat")]
    [InlineData("""{"address": 1}""", "PciDeviceWrongAddressFormat")]
    [InlineData("""{"address": {"bus": "a)(b"}}""", "PciDeviceWrongAddressFormat")]
    [InlineData("""{"address": {"bus": null}}""", "TypeError")]
    [InlineData("""{"vendor_id": null}""", "AttributeError")]
    [InlineData("""{"vendor_id": "10000"}""", "PciConfigInvalidSpec")]
    [InlineData("""{"devname": "eth0", "address": "*"}""", "PciDeviceInvalidDeviceName")]
    [InlineData("""{"devname": "eth9", "remote_managed": "y"}""", "PciDeviceRemoteManagedNotPresent")]
    [InlineData("""{"devname": "eth0", "remote_managed": "y"}""", "PciDeviceInvalidPFRemoteManaged")]
    [InlineData("""{"devname": "eth0", "remote_managed": "y", "product_id": "9999"}""", "PciConfigInvalidSpec")]
    [InlineData("""{"address": "0000:06:00.0", "remote_managed": "y"}""", "PciDeviceNotFoundById")]
    [InlineData("""{"managed": "maybe"}""", "PciConfigInvalidSpec")]
    [InlineData("""{"one_time_use": true}""", "PciConfigInvalidSpec")]
    public void A_bad_entry_is_refused_by_Novas_name(string entry, string exception) =>
        Assert.Equal(exception, Assert.Throws<NovaException>(() => Parse(entry)).Name);

    [Fact]
    public void Tags_keep_their_json_types_except_the_three_truth_values()
    {
        PciDeviceSpec spec = Assert.Single(Parse("""{"a": null, "b": true, "managed": "YES", "live_migratable": 0, "a": [1]}""").Specs);
        Assert.Equal(
            ["a=[1]", "b=True", "managed=true", "live_migratable=false"],
            spec.Tags.Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal(("true", "false"), (spec.Managed, spec.LiveMigratable));
    }

    [Fact]
    public void Tags_of_later_releases_are_free_before()
    {
        PciRules older = new() { ManagedTag = false, LiveMigratableTag = false, OneTimeUseTag = false };
        PciDeviceSpec spec = PciDeviceSpecList.Parse(
            ["""{"managed": "maybe", "live_migratable": "maybe", "one_time_use": "true"}"""], false, Sysfs(), older).Specs[0];
        Assert.Equal("maybe", spec.Tag("managed").Text);
        Assert.Null(spec.Managed);
    }

    [Fact]
    public void The_address_of_a_device_is_read_even_when_its_ids_do_not_match()
    {
        HypervisorPciDevice odd = new("10000:00:00.0", "8086", "1515", PciDeviceType.Pci);
        NovaException refusal = Assert.Throws<NovaException>(() => Parse("""{"vendor_id": "9999"}""").Find(odd));
        Assert.Equal("PciConfigInvalidSpec", refusal.Name);
        Assert.Null(PciDeviceSpecList.Empty.Find(odd));
    }

    private static PciDeviceSpecList Parse(string entry) => PciDeviceSpecList.Parse([entry], false, Sysfs());

    private static FakeSysfs Sysfs()
    {
        FakeSysfs sysfs = new(Pf);
        sysfs.Interfaces["eth0"] = Pf;
        sysfs.Ids[Pf] = ("8086", "1528", "1515");
        return sysfs;
    }
}
