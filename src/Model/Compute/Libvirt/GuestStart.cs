using Model.Hardware;
using Model.Networking;
using Model.Pci;
using Model.Python;

namespace Model.Compute.Libvirt;

/// <summary>Says whether a host starts a guest with the devices it has claimed, from the machine and the guest's definition.</summary>
public static class GuestStart
{
    private const string VfioDriver = "vfio-pci";

    /// <summary>The first thing that goes wrong, or null when the guest starts.</summary>
    /// <param name="facts">The host.</param>
    /// <param name="flavor">The guest's flavor.</param>
    /// <param name="devices">The devices it holds there.</param>
    /// <param name="image">The guest's image.</param>
    /// <param name="ports">The guest's ports; null for none.</param>
    /// <exception cref="NovaException">Nova cannot build the guest's definition, for example a vIOMMU on the wrong machine type.</exception>
    public static SpawnFailure? Check(
        ComputeNodeFacts facts, Flavor flavor, IReadOnlyList<PciDevice> devices, Image image, IReadOnlyList<GuestPort>? ports = null)
    {
        GuestMachine machine = GuestMachine.Of(image, facts.Hypervisor);
        VirtualIommu? iommu = VirtualIommu.Of(flavor, image, facts.Hypervisor);
        return SpawnPreconditions.Check(
            HostOf(facts),
            [.. devices.Select(device => Describe(facts.Hardware, device, PortOf(device, ports)))],
            machine,
            iommu,
            flavor.Vcpus);
    }

    /// <summary>
    /// The driver of a device while a running guest has it: <c>vfio-pci</c> where libvirt has moved it there, to give it back afterwards;
    /// else the driver that it has without the guest, null for none.
    /// </summary>
    /// <param name="facts">The host.</param>
    /// <param name="device">A device of the guest.</param>
    /// <param name="port">The port that it was claimed for; null for an alias.</param>
    public static string? DriverInUse(ComputeNodeFacts facts, PciDevice device, GuestPort? port)
    {
        PassthroughDevice described = Describe(facts.Hardware, device, port);
        bool isMoved = SpawnPreconditions.IsManaged(HostOf(facts), described);
        return isMoved ? VfioDriver : facts.Hardware.TryGetFunction(described.Address, out PciFunction function) ? function.Driver : null;
    }

    /// <summary>A device of the host as a guest is to get it.</summary>
    /// <param name="hardware">The machine.</param>
    /// <param name="device">A device that was claimed for the guest.</param>
    /// <param name="port">The port that it was claimed for; null for an alias.</param>
    public static PassthroughDevice Describe(HostHardware hardware, PciDevice device, GuestPort? port)
    {
        PciAddress address = PciAddress.Parse(device.Address);
        bool isKnown = hardware.TryGetFunction(address, out PciFunction function);
        HostDeviceUse use = UseOf(port?.Port.VnicType);
        if (!isKnown)
        {
            // Only what the hypervisor reports is known of it.
            HostDriver driver = HostDriver.Kernel;
            return new PassthroughDevice { Address = address, Use = use, ManagedTag = device.Managed, Driver = driver, IsAssignable = true };
        }

        return new PassthroughDevice
        {
            Address = address,
            Use = use,
            ManagedTag = device.Managed,
            Driver = DriverOf(function),
            IsAssignable = function.Bridge is null,
            HasInterface = function.NetworkDevices.Count > 0,
            RefusesVlan = function.VfLimits.HasFlag(VfLimits.NoVlan),
            Vlan = use == HostDeviceUse.DirectPort ? port!.Vlan : null,
            WantsTrust = port?.Port.Trusted is { } trusted && PythonText.IsTrue(trusted),
            SupportsTrust = !function.VfLimits.HasFlag(VfLimits.NoTrust),
            IsDpuManaged = function.VfLimits.HasFlag(VfLimits.PluggedByDpu),
        };
    }

    private static PassthroughHost HostOf(ComputeNodeFacts facts) => new()
    {
        LibvirtVersion = facts.Hypervisor.LibvirtVersion,
        VirtType = facts.Hypervisor.VirtType,
        IommuInFirmware = facts.Hardware.Iommu.FirmwareEnabled,
        IommuInKernel = facts.Hardware.Iommu.Kernel != IommuKind.Off,
    };

    private static GuestPort? PortOf(PciDevice device, IReadOnlyList<GuestPort>? ports) =>
        ports?.FirstOrDefault(port => port.Port.Id == device.RequestId);

    private static HostDeviceUse UseOf(string? vnicType) => vnicType switch
    {
        VnicTypes.Direct => HostDeviceUse.DirectPort,
        VnicTypes.RemoteManaged => HostDeviceUse.RemoteManagedPort,
        VnicTypes.DirectPhysical => HostDeviceUse.DirectPhysicalPort,
        VnicTypes.Macvtap => HostDeviceUse.MacvtapPort,
        VnicTypes.VirtioForwarder => HostDeviceUse.VirtioForwarderPort,
        VnicTypes.Vdpa => HostDeviceUse.VdpaPort,
        _ => HostDeviceUse.Alias,
    };

    /// <summary>Variant drivers are named after the driver they extend, for example <c>mlx5_vfio_pci</c>.</summary>
    private static HostDriver DriverOf(PciFunction function) => function.Driver switch
    {
        VfioDriver => HostDriver.VfioPci,
        { } name when name.EndsWith("vfio_pci", StringComparison.Ordinal) => HostDriver.Variant,
        { } name when name.EndsWith("vfio-pci", StringComparison.Ordinal) => HostDriver.Variant,
        _ => HostDriver.Kernel,
    };
}
