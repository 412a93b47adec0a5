namespace Model.Compute.Libvirt;

/// <summary>
/// The architecture and machine type that a guest of an image has on a host
/// (<c>nova/virt/libvirt/utils.py</c>, get_machine_type; <c>nova/virt/libvirt/driver.py</c>, _check_emulation_arch).
/// </summary>
/// <param name="Architecture">Canonical architecture name.</param>
/// <param name="MachineType">QEMU's machine type; null leaves the choice to libvirt, or there is no QEMU.</param>
public sealed record GuestMachine(string Architecture, string? MachineType)
{
    /// <summary>Whether the machine type is of the Q35 family.</summary>
    public bool IsQ35 => MachineType is not null && MachineType.Contains("q35", StringComparison.Ordinal);

    /// <summary>Works out the machine of a guest.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: a property of the image has a value outside its set.</exception>
    public static GuestMachine Of(Image image, LibvirtHost host)
    {
        ImageProperties properties = ImageProperties.Of(image);

        // An empty hw_emulation_architecture cannot occur: it is not a valid architecture name.
        string? wanted = properties.Text("hw_architecture");
        string architecture = properties.Text("hw_emulation_architecture") ?? wanted ?? host.Architecture;
        if (!host.UsesQemu)
        {
            return new GuestMachine(architecture, null);
        }

        // The default is looked up by the native architecture, even where another one is emulated.
        string? machineType = properties.Text("hw_machine_type") ?? Default(wanted ?? host.Architecture, host);
        return new GuestMachine(architecture, machineType);
    }

    private static string? Default(string architecture, LibvirtHost host)
    {
        foreach (string entry in host.MachineTypes)
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            bool complete = equals >= 0 && equals < entry.Length - 1;
            if (complete && entry.AsSpan(0, equals).SequenceEqual(architecture))
            {
                return entry[(equals + 1)..];
            }
        }

        return architecture switch
        {
            "armv7l" or Architectures.Arm => "virt",
            "ppc64le" => "pseries",
            "s390" or "s390x" => "s390-ccw-virtio",
            Architectures.X86Legacy or Architectures.X86 => "pc",
            _ => null,
        };
    }
}
