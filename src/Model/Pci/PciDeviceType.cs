namespace Model.Pci;

/// <summary>What kind of PCI function a device is, as Nova tells them apart (<c>nova/objects/fields.py</c>).</summary>
public enum PciDeviceType
{
    /// <summary><c>type-PCI</c>: a function without SR-IOV.</summary>
    Pci,

    /// <summary><c>type-PF</c>: an SR-IOV physical function.</summary>
    Pf,

    /// <summary><c>type-VF</c>: an SR-IOV virtual function.</summary>
    Vf,

    /// <summary><c>vdpa</c>: a virtual function with a vDPA device on it.</summary>
    Vdpa,
}

/// <summary>Nova's spelling of <see cref="PciDeviceType"/>.</summary>
public static class PciDeviceTypes
{
    /// <summary>The name in device records and requests: <c>type-PCI</c>, <c>type-PF</c>, <c>type-VF</c> or <c>vdpa</c>.</summary>
    public static string ToName(this PciDeviceType type) => type switch
    {
        PciDeviceType.Pci => "type-PCI",
        PciDeviceType.Pf => "type-PF",
        PciDeviceType.Vf => "type-VF",
        PciDeviceType.Vdpa => "vdpa",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown PCI device type"),
    };

    /// <summary>Reads Nova's spelling; letter case matters.</summary>
    public static bool TryParse(string? name, out PciDeviceType type)
    {
        (bool known, type) = name switch
        {
            "type-PCI" => (true, PciDeviceType.Pci),
            "type-PF" => (true, PciDeviceType.Pf),
            "type-VF" => (true, PciDeviceType.Vf),
            "vdpa" => (true, PciDeviceType.Vdpa),
            _ => (false, PciDeviceType.Pci),
        };
        return known;
    }
}
