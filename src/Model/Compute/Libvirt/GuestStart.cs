using Model.Hardware;
using Model.Pci;

namespace Model.Compute.Libvirt;

/// <summary>Says whether a host starts a guest with the devices it has claimed, from the machine and the guest's definition.</summary>
public static class GuestStart
{
    private const string VfioDriver = "vfio-pci";

    /// <summary>The first thing that goes wrong, or null when the guest starts.</summary>
    /// <param name="facts">The host.</param>
    /// <param name="guest">What the guest holds there.</param>
    /// <param name="image">The guest's image.</param>
    /// <exception cref="NovaException">Nova cannot build the guest's definition, for example a vIOMMU on the wrong machine type.</exception>
    public static SpawnFailure? Check(ComputeNodeFacts facts, ClaimedGuest guest, Image image)
    {
        GuestMachine machine = GuestMachine.Of(image, facts.Hypervisor);
        VirtualIommu? iommu = VirtualIommu.Of(guest.Claim.Flavor, image, facts.Hypervisor);
        IommuState state = facts.Hardware.Iommu;
        PassthroughHost host = new()
        {
            LibvirtVersion = facts.Hypervisor.LibvirtVersion,
            VirtType = facts.Hypervisor.VirtType,
            IommuInFirmware = state.FirmwareEnabled,
            IommuInKernel = state.Kernel != IommuKind.Off,
        };
        return SpawnPreconditions.Check(
            host, [.. guest.Devices.Select(device => Describe(facts.Hardware, device))], machine, iommu, guest.Claim.Flavor.Vcpus);
    }

    private static PassthroughDevice Describe(HostHardware hardware, PciDevice device)
    {
        PciAddress address = PciAddress.Parse(device.Address);
        hardware.TryGetFunction(address, out PciFunction function);
        return new PassthroughDevice
        {
            Address = address,
            Use = HostDeviceUse.Alias,
            ManagedTag = device.Managed,
            Driver = DriverOf(function),
            IsAssignable = function.Bridge is null,
        };
    }

    /// <summary>Variant drivers are named after the driver they extend, for example <c>mlx5_vfio_pci</c>.</summary>
    private static HostDriver DriverOf(PciFunction function) => function.Driver switch
    {
        VfioDriver => HostDriver.VfioPci,
        { } name when name.EndsWith("vfio_pci", StringComparison.Ordinal) => HostDriver.Variant,
        { } name when name.EndsWith("vfio-pci", StringComparison.Ordinal) => HostDriver.Variant,
        _ => HostDriver.Kernel,
    };
}
