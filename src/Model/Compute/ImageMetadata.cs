using System.Collections.Frozen;

namespace Model.Compute;

/// <summary>
/// Image properties with a closed set of values, read as Nova's image metadata object reads them: legacy names, letter case
/// and refusals (<c>nova/objects/image_meta.py</c>, <c>nova/objects/fields.py</c>).
/// </summary>
public static class ImageMetadata
{
    private static readonly FrozenSet<string> DiskBuses =
        Set("fdc", "ide", "sata", "scsi", "usb", "virtio", "xen", "lxc", "uml");

    private static readonly FrozenSet<string> VideoModels =
        Set("cirrus", "qxl", "vga", "vmvga", "xen", "virtio", "gop", "none", "bochs");

    private static readonly FrozenSet<string> InterfaceModels = Set(
        "virtio", "ne2k_pci", "pcnet", "rtl8139", "e1000", "e1000e", "netfront", "spapr-vlan", "lan9118", "sriov",
        "vmxnet", "vmxnet3", "igb");

    private static readonly FrozenSet<string> IommuModels = Set("intel", "smmuv3", "virtio", "auto");

    private static readonly string[] Enumerated =
    [
        "hw_architecture", "hw_emulation_architecture", "hw_cdrom_bus", "hw_disk_bus", "hw_floppy_bus", "hw_rescue_bus", "hw_video_model",
        "hw_vif_model", "hw_viommu_model",
    ];

    /// <summary>Refuses an image of which one of the properties known here has a value outside its set.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>.</exception>
    public static void Check(Image image)
    {
        foreach (string name in Enumerated)
        {
            _ = Value(image, name);
        }
    }

    /// <summary>The value of a property as Nova stores it, or null when it is not set.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">The current name, for example <c>hw_viommu_model</c>. Properties not known here are returned verbatim.</param>
    /// <exception cref="NovaException"><c>ValueError</c>: the value is outside the property's set.</exception>
    public static string? Value(Image image, string name)
    {
        string? raw = image.Property(name) ?? LegacyValue(image, name);
        return raw is null ? null : Coerce(name, raw);
    }

    private static string? LegacyValue(Image image, string name) => name switch
    {
        "hw_architecture" => image.Property("architecture"),
        "hw_disk_bus" => image.Property("vmware_adaptertype") switch
        {
            null or "" => null,
            "ide" => "ide",
            _ => "scsi",
        },
        _ => null,
    };

    private static string Coerce(string name, string raw)
    {
        switch (name)
        {
            case "hw_architecture" or "hw_emulation_architecture":
                return Architectures.TryCanonicalize(raw, out string canonical)
                    ? canonical
                    : throw new NovaException("ValueError", $"Architecture name '{raw}' is not valid");
            case "hw_cdrom_bus" or "hw_disk_bus" or "hw_floppy_bus" or "hw_rescue_bus":
                return Member(DiskBuses, raw);
            case "hw_video_model":
                return Member(VideoModels, raw);
            case "hw_vif_model":
                return Member(InterfaceModels, InterfaceModel(raw.ToLowerInvariant()));
            case "hw_viommu_model":
                return Member(IommuModels, raw);
            default:
                return raw;
        }
    }

    /// <summary>VMware's class names for network cards are older than the property's present values.</summary>
    private static string InterfaceModel(string lower) => lower switch
    {
        "virtuale1000" => "e1000",
        "virtuale1000e" => "e1000e",
        "virtualpcnet32" => "pcnet",
        "virtualsriovethernetcard" => "sriov",
        "virtualvmxnet" => "vmxnet",
        "virtualvmxnet3" => "vmxnet3",
        _ => lower,
    };

    private static string Member(FrozenSet<string> allowed, string value) => allowed.Contains(value)
        ? value
        : throw new NovaException("ValueError", $"Field value {value} is invalid");

    private static FrozenSet<string> Set(params string[] values) => values.ToFrozenSet(StringComparer.Ordinal);
}
