using Model.Pci;

namespace Model.Networking;

/// <summary>Neutron's vNIC types and what each asks of a compute host (<c>nova/network/model.py</c>, <c>nova/pci/request.py</c>).</summary>
public static class VnicTypes
{
    /// <summary>A virtual port; also what a port means that does not say.</summary>
    public const string Normal = "normal";

    /// <summary>A VF given to the guest.</summary>
    public const string Direct = "direct";

    /// <summary>A VF behind a macvtap device.</summary>
    public const string Macvtap = "macvtap";

    /// <summary>A whole PF given to the guest.</summary>
    public const string DirectPhysical = "direct-physical";

    /// <summary>A VF behind a virtio forwarder.</summary>
    public const string VirtioForwarder = "virtio-forwarder";

    /// <summary>A vDPA device.</summary>
    public const string Vdpa = "vdpa";

    /// <summary>A VF that a card's own processor (DPU) plugs.</summary>
    public const string RemoteManaged = "remote-managed";

    /// <summary>Every type that Nova knows, in the order in which an operator would look for them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Normal, Direct, DirectPhysical, Macvtap, RemoteManaged, Vdpa, VirtioForwarder, "accelerator-direct", "accelerator-direct-physical",
    ];

    /// <summary>Whether a port of this type needs a PCI device of the host.</summary>
    public static bool IsSriov(string type) =>
        type is Direct or Macvtap or DirectPhysical or VirtioForwarder or Vdpa or RemoteManaged;

    /// <summary>
    /// Whether the guest drives the device itself, so that it must leave the guest before a live migration (VNIC_TYPES_DIRECT_PASSTHROUGH).
    /// </summary>
    public static bool IsPassedThrough(string type) => type is Direct or DirectPhysical or Vdpa or RemoteManaged || IsAccelerator(type);

    /// <summary>Whether Cyborg, not Nova, provides the device of such a port.</summary>
    public static bool IsAccelerator(string type) => type is "accelerator-direct" or "accelerator-direct-physical";

    /// <summary>The kind of device that the type insists on, or null where Nova leaves it open (VFs).</summary>
    public static PciDeviceType? DeviceType(string type) => type switch
    {
        DirectPhysical => PciDeviceType.Pf,
        Vdpa => PciDeviceType.Vdpa,
        _ => null,
    };
}
