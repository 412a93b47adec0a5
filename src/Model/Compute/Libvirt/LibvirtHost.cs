namespace Model.Compute.Libvirt;

/// <summary>What a compute host's libvirt says about itself, with the options of nova.conf that shape guests. Immutable.</summary>
public sealed record LibvirtHost
{
    /// <summary><c>[libvirt]virt_type</c>: kvm, qemu, lxc or parallels.</summary>
    public string VirtType { get; init; } = "kvm";

    /// <summary>The host's CPU architecture in canonical form (see <see cref="Architectures"/>).</summary>
    public string Architecture { get; init; } = Architectures.X86;

    /// <summary>The libvirt version.</summary>
    public SoftwareVersion LibvirtVersion { get; init; } = new(10, 0, 0);

    /// <summary>The QEMU version.</summary>
    public SoftwareVersion QemuVersion { get; init; } = new(8, 2, 2);

    /// <summary><c>[libvirt]hw_machine_type</c>: entries <c>arch=type</c>, verbatim and in order.</summary>
    public IReadOnlyList<string> MachineTypes { get; init; } = [];

    /// <summary>Architectures for which an emulator is installed (the keys of libvirt's domain capabilities).</summary>
    public IReadOnlyList<string> EmulatorArchitectures { get; init; } = [Architectures.X86];

    /// <summary>Whether guests run in QEMU, with or without KVM; only these get a machine type and a vIOMMU.</summary>
    public bool UsesQemu => VirtType is "kvm" or "qemu";
}
