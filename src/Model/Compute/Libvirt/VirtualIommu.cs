namespace Model.Compute.Libvirt;

/// <summary>The IOMMU that a guest sees (<c>nova/virt/libvirt/driver.py</c>, _guest_add_iommu_device). Immutable.</summary>
/// <remarks>
/// Interrupt remapping, caching mode and the I/O TLB are always on; the guest also gets QEMU's own I/O APIC (feature <c>ioapic</c>).
/// </remarks>
/// <param name="Model">libvirt's model: intel, smmuv3, virtio, or whatever a flavor that was never validated says.</param>
/// <param name="ExtendedInterruptMode">Whether <c>eim</c> is on, which lets a guest have more than 255 vCPUs.</param>
public sealed record VirtualIommu(string Model, bool ExtendedInterruptMode)
{
    /// <summary>Address width in bits; QEMU knows 39 and 48, Nova always asks for the wider.</summary>
    public const int AddressWidthBits = 48;

    /// <summary>The first libvirt that knows the address width; releases before 28 start with older ones and then leave it out.</summary>
    public static readonly SoftwareVersion AddressWidthLibvirt = new(6, 5, 0);

    /// <summary>The first libvirt for which <c>auto</c> means <c>virtio</c>.</summary>
    public static readonly SoftwareVersion VirtioLibvirt = new(8, 3, 0);

    /// <summary>The device that flavor and image ask for on this host, or null when there is none.</summary>
    /// <exception cref="NovaException">
    /// <c>InvalidVIOMMUMachineType</c> or <c>InvalidVIOMMUArchitecture</c>: the guest cannot have one. Nova finds out only on the
    /// host, while it builds the guest. <c>ValueError</c>: the image's model is none of Nova's.
    /// </exception>
    public static VirtualIommu? Of(Flavor flavor, Image image, LibvirtHost host)
    {
        if (!host.UsesQemu)
        {
            return null;
        }

        string? model = flavor.ExtraSpec("hw:viommu_model");
        if (string.IsNullOrEmpty(model))
        {
            model = ImageProperties.Of(image).Text("hw_viommu_model");
        }

        if (string.IsNullOrEmpty(model))
        {
            return null;
        }

        GuestMachine machine = GuestMachine.Of(image, host);
        Check(machine);
        return new VirtualIommu(model == "auto" ? Automatic(machine, host) : model, machine.IsQ35);
    }

    /// <summary>The address width in the guest's definition, or null where this libvirt does not know it.</summary>
    public static int? AddressWidth(LibvirtHost host) => host.LibvirtVersion >= AddressWidthLibvirt ? AddressWidthBits : null;

    /// <summary>The models that a host reports as traits, each with whether it has it, in Nova's order.</summary>
    public static IReadOnlyList<KeyValuePair<string, bool>> HostTraits(LibvirtHost host) =>
    [
        new("COMPUTE_VIOMMU_MODEL_INTEL", host.EmulatorArchitectures.Contains(Architectures.X86)),
        new("COMPUTE_VIOMMU_MODEL_SMMUV3", host.EmulatorArchitectures.Contains(Architectures.Arm)),
        new("COMPUTE_VIOMMU_MODEL_VIRTIO", host.LibvirtVersion >= VirtioLibvirt),
        new("COMPUTE_VIOMMU_MODEL_AUTO", true),
    ];

    private static void Check(GuestMachine machine)
    {
        string family = machine.Architecture switch
        {
            Architectures.X86 or Architectures.X86Legacy => "q35",
            Architectures.Arm => "virt",
            _ => throw new NovaException(
                "InvalidVIOMMUArchitecture", $"a vIOMMU needs an x86 or AArch64 guest, but the guest is {machine.Architecture}"),
        };
        if (machine.MachineType is not null && !machine.MachineType.Contains(family, StringComparison.Ordinal))
        {
            throw new NovaException(
                "InvalidVIOMMUMachineType",
                $"machine type {machine.MachineType} of a guest of architecture {machine.Architecture} cannot have a vIOMMU");
        }
    }

    private static string Automatic(GuestMachine machine, LibvirtHost host)
    {
        if (host.LibvirtVersion >= VirtioLibvirt)
        {
            return "virtio";
        }

        // An x86 guest without a machine type falls through to Arm's model; Nova does the same.
        return Architectures.IsX86(machine.Architecture) && machine.IsQ35 ? "intel" : "smmuv3";
    }
}
