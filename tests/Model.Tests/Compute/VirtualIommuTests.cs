using Model.Compute;
using Model.Compute.Libvirt;
using Model.Configuration;
using Xunit;

namespace Model.Tests.Compute;

/// <summary>Goal: rules of the virtual IOMMU that the recordings do not reach.</summary>
public sealed class VirtualIommuTests
{
    private static readonly Flavor Auto = Flavor("auto");

    [Fact]
    public void A_guest_without_any_machine_type_falls_through_to_arms_model()
    {
        Image image = Image(("hw_emulation_architecture", "i686"), ("hw_architecture", "mips"));
        LibvirtHost host = new() { LibvirtVersion = new SoftwareVersion(8, 0, 0) };
        Assert.Equal(new GuestMachine("i686", null), GuestMachine.Of(image, host));
        Assert.Equal(new VirtualIommu("smmuv3", false), VirtualIommu.Of(Auto, image, host));
    }

    [Fact]
    public void An_empty_flavor_value_leaves_the_choice_to_the_image() => Assert.Equal(
        new VirtualIommu("intel", true),
        VirtualIommu.Of(Flavor(string.Empty), Image(("hw_viommu_model", "intel"), ("hw_machine_type", "q35")), new LibvirtHost()));

    [Fact]
    public void A_legacy_architecture_property_counts_unless_the_present_one_is_set()
    {
        LibvirtHost host = new();
        Assert.Equal("aarch64", GuestMachine.Of(Image(("architecture", "AArch64")), host).Architecture);
        Assert.Equal("i686", GuestMachine.Of(Image(("architecture", "aarch64"), ("hw_architecture", "i386")), host).Architecture);
    }

    [Theory]
    [InlineData(22, "5.0.0", "4.0.0")]
    [InlineData(27, "6.0.0", "4.2.0")]
    [InlineData(30, "7.0.0", "5.2.0")]
    [InlineData(32, "8.0.0", "6.2.0")]
    public void A_release_starts_from_its_minimum_versions_on(int release, string libvirt, string qemu)
    {
        LibvirtHost host = new() { LibvirtVersion = SoftwareVersion.Parse(libvirt), QemuVersion = SoftwareVersion.Parse(qemu) };
        ReleaseFeatures features = NovaRelease.FromMajor(release).Features;
        HostStart.CheckMinimum(host, features);
        LibvirtHost old = host with { LibvirtVersion = SoftwareVersion.FromNumber(host.LibvirtVersion.Number - 1) };
        Assert.Equal("InternalError", Assert.Throws<NovaException>(() => HostStart.CheckMinimum(old, features)).Name);
        LibvirtHost oldQemu = host with { QemuVersion = SoftwareVersion.FromNumber(host.QemuVersion.Number - 1) };
        Assert.Equal("InternalError", Assert.Throws<NovaException>(() => HostStart.CheckMinimum(oldQemu, features)).Name);
    }

    [Theory]
    [InlineData("6.4.9", null)]
    [InlineData("6.5.0", 48)]
    public void The_address_width_is_left_out_where_libvirt_does_not_know_it(string libvirt, int? expected) =>
        Assert.Equal(expected, VirtualIommu.AddressWidth(new LibvirtHost { LibvirtVersion = SoftwareVersion.Parse(libvirt) }));

    private static Flavor Flavor(string model) =>
        new() { Name = "flavor", Vcpus = 1, MemoryMb = 512, ExtraSpecs = [new("hw:viommu_model", model)] };

    private static Image Image(params (string Name, string Value)[] properties) =>
        new() { Name = "image", Properties = [.. properties.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))] };
}
