namespace Model.Compute.Libvirt;

/// <summary>
/// Whether libvirt and the kernel of a host start a guest with PCI devices. Nova schedules without regard to these facts; a failure
/// becomes a failed build, after which another host is tried. Pure functions of their arguments.
/// </summary>
/// <remarks>
/// Sources: Nova's PCI passthrough guide; <c>nova/virt/libvirt/driver.py</c> (_get_guest_pci_device, _set_managed_mode) for
/// <see cref="IsManaged"/>; libvirt's release notes for the versions.
/// </remarks>
public static class SpawnPreconditions
{
    /// <summary>The first libvirt that ignores EPERM when it merely clears a VF's VLAN.</summary>
    public static readonly SoftwareVersion VlanTolerantLibvirt = new(8, 1, 0);

    /// <summary>The first libvirt with the model smmuv3.</summary>
    public static readonly SoftwareVersion Smmuv3Libvirt = new(5, 5, 0);

    /// <summary>Most vCPUs of an x86 guest without extended interrupt mode.</summary>
    public const int VcpusMax = 255;

    /// <summary>
    /// Whether the guest's definition asks libvirt to move the device between its driver and VFIO (<c>managed='yes'</c>). The tag counts
    /// for alias devices only; ports always say yes. False as well for uses that leave the device to its host driver.
    /// </summary>
    public static bool IsManaged(PassthroughHost host, PassthroughDevice device) => device.Use switch
    {
        HostDeviceUse.Alias => host.VirtType != "parallels" && device.ManagedTag != "false",
        HostDeviceUse.MacvtapPort or HostDeviceUse.VdpaPort or HostDeviceUse.VirtioForwarderPort => false,
        _ => true,
    };

    /// <summary>Whether a live migration of the running guest is possible as far as the device's driver is concerned.</summary>
    public static bool KeepsMigratability(PassthroughHost host, PassthroughDevice device) =>
        device.Driver == HostDriver.Variant && (!IsManaged(host, device) || host.VariantRebind == VariantRebind.Works);

    /// <summary>
    /// Whether a port's device carries traffic once the guest runs: a VF behind a DPU that is given to another kind of port does not.
    /// </summary>
    public static bool CarriesTraffic(PassthroughDevice device) =>
        !device.IsDpuManaged || device.Use is HostDeviceUse.RemoteManagedPort or HostDeviceUse.Alias;

    /// <summary>The first thing that goes wrong when a guest starts, or null when it starts.</summary>
    /// <param name="host">The host.</param>
    /// <param name="devices">The guest's devices in the order of its definition.</param>
    /// <param name="machine">The guest's architecture and machine type.</param>
    /// <param name="iommu">The guest's virtual IOMMU; null for none.</param>
    /// <param name="vcpus">The guest's vCPUs, at least 1.</param>
    public static SpawnFailure? Check(
        PassthroughHost host, IReadOnlyList<PassthroughDevice> devices, GuestMachine machine, VirtualIommu? iommu, int vcpus = 1)
    {
        // Nova plugs the interfaces first; then libvirt checks the definition, and only then it prepares the devices.
        foreach (PassthroughDevice device in devices)
        {
            if (PlugFailure(device) is { } failure)
            {
                return failure;
            }
        }

        if (iommu is not null && IommuRefusal(host, machine, iommu.Model) is { } reason)
        {
            return new SpawnFailure(SpawnFailureCause.IommuModelRefused, "libvirtError", null, reason);
        }

        if (vcpus > VcpusMax && Architectures.IsX86(machine.Architecture) && iommu is not { ExtendedInterruptMode: true })
        {
            return new SpawnFailure(
                SpawnFailureCause.TooManyCpus, "libvirtError", null, $"more than {VcpusMax} vCPUs need extended interrupt mode (eim)");
        }

        foreach (PassthroughDevice device in devices)
        {
            if (VfioFailure(host, device) is { } failure)
            {
                return failure;
            }

            if (VlanFails(host, device))
            {
                return Failure(SpawnFailureCause.VlanRefused, device, "programming the VLAN is not permitted (EPERM)");
            }
        }

        return null;
    }

    /// <summary>Nova itself trusts the VFs of direct ports, and sets MAC address and VLAN of the VFs below macvtap devices.</summary>
    private static SpawnFailure? PlugFailure(PassthroughDevice device) => device switch
    {
        { Use: HostDeviceUse.DirectPort, WantsTrust: true, SupportsTrust: false } => new SpawnFailure(
            SpawnFailureCause.TrustRefused,
            "VirtualInterfacePlugException",
            device.Address,
            $"the PF's driver does not let VF {device.Address} be trusted"),
        { Use: HostDeviceUse.MacvtapPort, HasInterface: false } => new SpawnFailure(
            SpawnFailureCause.NoInterface,
            "PciDeviceNotFoundById",
            device.Address,
            $"VF {device.Address} has no network interface for a macvtap device"),
        { Use: HostDeviceUse.MacvtapPort, RefusesVlan: true } => new SpawnFailure(
            SpawnFailureCause.VlanRefused,
            "VirtualInterfacePlugException",
            device.Address,
            $"programming the VLAN of VF {device.Address} is not permitted (EPERM)"),
        _ => null,
    };

    private static SpawnFailure? VfioFailure(PassthroughHost host, PassthroughDevice device)
    {
        if (device.Use is HostDeviceUse.MacvtapPort or HostDeviceUse.VdpaPort or HostDeviceUse.VirtioForwarderPort)
        {
            return null;
        }

        if (!host.IommuInFirmware)
        {
            return Failure(SpawnFailureCause.IommuOffInFirmware, device, "VT-d or AMD-Vi is off in the firmware, so there is no IOMMU group");
        }

        if (!host.IommuInKernel)
        {
            return Failure(SpawnFailureCause.IommuOffInKernel, device, "the kernel runs with its IOMMU off, so there is no IOMMU group");
        }

        if (!device.IsAssignable)
        {
            return Failure(SpawnFailureCause.NotAssignable, device, "its IOMMU group cannot be given to a guest");
        }

        bool managed = IsManaged(host, device);
        if (!managed && device.Driver == HostDriver.Kernel)
        {
            return Failure(SpawnFailureCause.NotOnVfio, device, "it is on its ordinary driver and nobody moves it to VFIO (managed: no)");
        }

        bool crashes = managed && device.Driver == HostDriver.Variant && host.VariantRebind == VariantRebind.CrashesHost;
        return crashes ? Failure(SpawnFailureCause.HostCrash, device, "taking it from its variant driver crashed the host") : null;
    }

    private static bool VlanFails(PassthroughHost host, PassthroughDevice device)
    {
        bool programs = device.Use is HostDeviceUse.DirectPort or HostDeviceUse.RemoteManagedPort;
        bool tolerated = device.Vlan is null && host.LibvirtVersion >= VlanTolerantLibvirt;
        return programs && device.RefusesVlan && !tolerated;
    }

    private static string? IommuRefusal(PassthroughHost host, GuestMachine machine, string model)
    {
        bool isArm = machine.Architecture == Architectures.Arm;
        bool supported = model switch
        {
            "intel" => Architectures.IsX86(machine.Architecture) && machine.IsQ35,
            "smmuv3" => isArm && host.LibvirtVersion >= Smmuv3Libvirt,
            "virtio" => (isArm || machine.IsQ35) && host.LibvirtVersion >= VirtualIommu.VirtioLibvirt,
            _ => false,
        };
        return supported
            ? null
            : $"libvirt {host.LibvirtVersion} has no IOMMU model {model} for machine type {machine.MachineType ?? "(default)"} "
                + $"of {machine.Architecture}";
    }

    private static SpawnFailure Failure(SpawnFailureCause cause, PassthroughDevice device, string reason) =>
        new(cause, "libvirtError", device.Address, $"device {device.Address}: {reason}");
}
