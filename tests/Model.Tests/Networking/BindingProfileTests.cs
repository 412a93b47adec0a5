using Model.Hardware;
using Model.Networking;
using Model.Pci;
using Xunit;

namespace Model.Tests.Networking;

/// <summary>Goal: the binding profile carries what Neutron and off-path backends need, and nothing of the other kinds of device.</summary>
public sealed class BindingProfileTests
{
    private static readonly Port Direct = new() { Id = "port", NetworkId = "net", VnicType = VnicTypes.Direct, Trusted = "yes" };

    private static readonly PortDevice Device = new()
    {
        Address = PciAddress.Parse("0000:81:10.2"),
        VendorId = "15b3",
        ProductId = "101e",
        Type = PciDeviceType.Vf,
        PhysicalNetwork = "physnet1",
        CardSerialNumber = "MT2113X00000",
        PfMacAddress = "52:54:00:1e:59:c6",
        VfNumber = 2,
        MacAddress = "52:54:00:00:00:01",
    };

    [Fact]
    public void A_virtual_function_tells_its_card_its_parent_and_its_index() => Assert.Equal(
        new BindingProfile
        {
            VendorInfo = "15b3:101e",
            Slot = "0000:81:10.2",
            PhysicalNetwork = "physnet1",
            CardSerialNumber = "MT2113X00000",
            PfMacAddress = "52:54:00:1e:59:c6",
            VfNumber = 2,
            Trusted = "yes",
        },
        BindingProfile.Of(Direct, Device));

    [Fact]
    public void A_physical_function_tells_its_own_address_only() => Assert.Equal(
        new BindingProfile
        {
            VendorInfo = "15b3:101e",
            Slot = "0000:81:10.2",
            PhysicalNetwork = "physnet1",
            DeviceMacAddress = "52:54:00:00:00:01",
            Trusted = "yes",
        },
        BindingProfile.Of(Direct, Device with { Type = PciDeviceType.Pf }));

    [Fact]
    public void A_device_that_no_entry_matches_any_more_cannot_be_bound() =>
        Assert.Equal("PciDeviceNotFound", Assert.Throws<NovaException>(() => BindingProfile.Of(Direct, null)).Name);
}
