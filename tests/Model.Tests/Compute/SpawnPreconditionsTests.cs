using Model.Compute;
using Model.Compute.Libvirt;
using Model.Hardware;
using Xunit;

namespace Model.Tests.Compute;

/// <summary>Goal: a guest fails on a host for exactly the reasons for which libvirt or the kernel would refuse it.</summary>
public sealed class SpawnPreconditionsTests
{
    private static readonly PassthroughHost Host = new();
    private static readonly PassthroughDevice Device = new() { Address = PciAddress.Parse("0000:81:10.0") };
    private static readonly GuestMachine Q35 = new(Architectures.X86, "pc-q35-8.0");

    [Theory]
    [InlineData(null, HostDriver.Kernel, true, null)]
    [InlineData("true", HostDriver.VfioPci, true, null)]
    [InlineData("false", HostDriver.VfioPci, false, null)]
    [InlineData("false", HostDriver.Variant, false, null)]
    [InlineData("false", HostDriver.Kernel, false, SpawnFailureCause.NotOnVfio)]
    public void The_managed_tag_decides_who_binds_an_alias_device(
        string? tag, HostDriver driver, bool managed, SpawnFailureCause? expected)
    {
        PassthroughDevice device = Device with { ManagedTag = tag, Driver = driver };
        Assert.Equal(managed, SpawnPreconditions.IsManaged(Host, device));
        Assert.Equal(expected, SpawnPreconditions.Check(Host, [device], Q35, null)?.Cause);
    }

    [Theory]
    [InlineData(HostDeviceUse.DirectPort, true)]
    [InlineData(HostDeviceUse.DirectPhysicalPort, true)]
    [InlineData(HostDeviceUse.RemoteManagedPort, true)]
    [InlineData(HostDeviceUse.MacvtapPort, false)]
    public void The_managed_tag_has_no_effect_on_ports(HostDeviceUse use, bool managed) =>
        Assert.Equal(managed, SpawnPreconditions.IsManaged(Host, Device with { Use = use, ManagedTag = "false" }));

    [Fact]
    public void Virtuozzo_never_has_libvirt_bind_devices() =>
        Assert.False(SpawnPreconditions.IsManaged(Host with { VirtType = "parallels" }, Device with { ManagedTag = "true" }));

    [Theory]
    [InlineData("8.0.0", null, SpawnFailureCause.VlanRefused)]
    [InlineData("8.1.0", null, null)]
    [InlineData("8.1.0", 0, SpawnFailureCause.VlanRefused)]
    [InlineData("10.0.0", 7, SpawnFailureCause.VlanRefused)]
    public void A_refused_vlan_is_ignored_only_by_new_libvirt_and_only_when_nobody_asked(
        string libvirt, int? vlan, SpawnFailureCause? expected)
    {
        PassthroughDevice device = Device with { Use = HostDeviceUse.RemoteManagedPort, RefusesVlan = true, Vlan = vlan };
        PassthroughHost host = Host with { LibvirtVersion = SoftwareVersion.Parse(libvirt) };
        Assert.Equal(expected, SpawnPreconditions.Check(host, [device], Q35, null)?.Cause);
    }

    [Fact]
    public void No_vlan_is_programmed_on_an_alias_device()
    {
        PassthroughHost host = Host with { LibvirtVersion = new SoftwareVersion(8, 0, 0) };
        Assert.Null(SpawnPreconditions.Check(host, [Device with { RefusesVlan = true }], Q35, null));
    }

    [Theory]
    [InlineData(false, true, SpawnFailureCause.IommuOffInFirmware)]
    [InlineData(true, false, SpawnFailureCause.IommuOffInKernel)]
    [InlineData(true, true, null)]
    public void Passthrough_needs_the_iommu_in_firmware_and_kernel(bool firmware, bool kernel, SpawnFailureCause? expected)
    {
        PassthroughHost host = Host with { IommuInFirmware = firmware, IommuInKernel = kernel };
        Assert.Equal(expected, SpawnPreconditions.Check(host, [Device], Q35, null)?.Cause);
    }

    [Fact]
    public void Macvtap_needs_no_iommu_nor_does_a_guest_without_devices()
    {
        PassthroughHost host = Host with { IommuInFirmware = false };
        Assert.Null(SpawnPreconditions.Check(host, [Device with { Use = HostDeviceUse.MacvtapPort }], Q35, null));
        Assert.Null(SpawnPreconditions.Check(host, [], Q35, null));
    }

    [Fact]
    public void A_device_whose_group_is_shared_cannot_be_given_away() => Assert.Equal(
        SpawnFailureCause.NotAssignable, SpawnPreconditions.Check(Host, [Device with { IsAssignable = false }], Q35, null)?.Cause);

    [Theory]
    [InlineData(VariantRebind.Works, null, true)]
    [InlineData(VariantRebind.LosesMigratability, null, false)]
    [InlineData(VariantRebind.CrashesHost, SpawnFailureCause.HostCrash, false)]
    public void Managed_mode_on_a_variant_driver_has_the_outcome_of_the_host(
        VariantRebind rebind, SpawnFailureCause? expected, bool migratable)
    {
        PassthroughHost host = Host with { VariantRebind = rebind };
        PassthroughDevice device = Device with { Driver = HostDriver.Variant };
        Assert.Equal(expected, SpawnPreconditions.Check(host, [device], Q35, null)?.Cause);
        Assert.Equal(migratable, SpawnPreconditions.KeepsMigratability(host, device));
        Assert.True(SpawnPreconditions.KeepsMigratability(host, device with { ManagedTag = "false" }));
    }

    [Fact]
    public void Trust_is_set_while_the_interface_of_a_direct_port_is_plugged()
    {
        PassthroughDevice device = Device with { Use = HostDeviceUse.DirectPort, WantsTrust = true, SupportsTrust = false };
        SpawnFailure? failure = SpawnPreconditions.Check(Host, [device], Q35, null);
        Assert.Equal((SpawnFailureCause.TrustRefused, "VirtualInterfacePlugException"), (failure!.Cause, failure.Exception));
        Assert.Null(SpawnPreconditions.Check(Host, [device with { Use = HostDeviceUse.RemoteManagedPort }], Q35, null));
    }

    [Theory]
    [InlineData("virtio", "x86_64", "q35", "8.0.0", false)]
    [InlineData("virtio", "x86_64", "q35", "8.3.0", true)]
    [InlineData("intel", "x86_64", "q35", "8.0.0", true)]
    [InlineData("smmuv3", "x86_64", "q35", "9.0.0", false)]
    [InlineData("smmuv3", "aarch64", "virt", "8.0.0", true)]
    [InlineData("intel", "aarch64", "virt", "9.0.0", false)]
    [InlineData("junk", "x86_64", "q35", "9.0.0", false)]
    public void Libvirt_refuses_models_that_Nova_lets_through(
        string model, string architecture, string machine, string libvirt, bool starts)
    {
        PassthroughHost host = Host with { LibvirtVersion = SoftwareVersion.Parse(libvirt) };
        SpawnFailure? failure = SpawnPreconditions.Check(host, [], new GuestMachine(architecture, machine), new VirtualIommu(model, false));
        Assert.Equal(starts ? null : SpawnFailureCause.IommuModelRefused, failure?.Cause);
    }

    [Fact]
    public void More_than_255_vcpus_need_extended_interrupt_mode()
    {
        VirtualIommu iommu = new("intel", ExtendedInterruptMode: true);
        Assert.Null(SpawnPreconditions.Check(Host, [], Q35, iommu, 256));
        Assert.Null(SpawnPreconditions.Check(Host, [], Q35, null, 255));
        Assert.Equal(SpawnFailureCause.TooManyCpus, SpawnPreconditions.Check(Host, [], Q35, null, 256)?.Cause);
    }

    [Fact]
    public void A_device_behind_a_dpu_carries_no_traffic_for_an_ordinary_port()
    {
        PassthroughDevice device = Device with { IsDpuManaged = true, Use = HostDeviceUse.DirectPort };
        Assert.False(SpawnPreconditions.CarriesTraffic(device));
        Assert.True(SpawnPreconditions.CarriesTraffic(device with { Use = HostDeviceUse.RemoteManagedPort }));
    }
}
