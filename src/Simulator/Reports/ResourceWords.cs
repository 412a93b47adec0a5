using System.Globalization;
using Model.Hardware;

namespace Simulator.Reports;

/// <summary>Names of resources as an operator says them; the result files keep the names that Placement and Nova use.</summary>
public static class ResourceWords
{
    private const string CustomPrefix = "CUSTOM_PCI_";
    private const string UnreportedPrefix = "PCI ";

    /// <summary>The plain name of a resource class, of a <c>vendor:product</c> pair or of a device type outside Placement.</summary>
    public static string Of(string resource) => resource switch
    {
        "VCPU" => "vCPUs",
        "PCPU" => "dedicated CPUs",
        "MEMORY_MB" => "memory",
        "DISK_GB" => "disk",
        _ when resource.StartsWith(CustomPrefix, StringComparison.Ordinal) =>
            Device(resource[CustomPrefix.Length..].Replace('_', ':'), "") ?? resource,
        _ when resource.StartsWith(UnreportedPrefix, StringComparison.Ordinal) =>
            Unreported(resource[UnreportedPrefix.Length..]) ?? resource,
        _ => Device(resource, "") ?? resource,
    };

    /// <summary>Whether the resource is a PCI device: whole things that are counted one by one.</summary>
    public static bool IsDevice(string resource) =>
        resource.StartsWith(CustomPrefix, StringComparison.Ordinal) || resource.StartsWith(UnreportedPrefix, StringComparison.Ordinal);

    /// <summary>Whether the resource is a class of CPUs.</summary>
    public static bool IsCpu(string resource) => resource is "VCPU" or "PCPU";

    /// <summary>Unit of a capacity, with a leading blank; empty where the things themselves are counted.</summary>
    public static string UnitOf(string resource) => resource switch
    {
        "MEMORY_MB" => " MiB",
        "DISK_GB" => " GiB",
        _ => "",
    };

    /// <summary>Several resources, as they stand in a cause (<c>A + B + C</c>), as a list in words.</summary>
    public static string List(string classes) => Join([.. classes.Split(" + ").Select(Of)]);

    private static string Join(string[] names) => names.Length switch
    {
        0 => "",
        1 => names[0],
        _ => string.Join(", ", names[..^1]) + " and " + names[^1],
    };

    private static string? Unreported(string device)
    {
        string[] parts = device.Split(' ');
        string kind = parts.Length < 2 ? "" : parts[1] switch
        {
            "type-PF" => " physical function",
            "type-VF" => " virtual function",
            "vdpa" => " vDPA device",
            _ => "",
        };
        return Device(parts[0], kind);
    }

    private static string? Device(string ids, string kind)
    {
        string[] parts = ids.ToLowerInvariant().Split(':');
        if (parts.Length != 2 || !TryHex(parts[0], out int vendor) || !TryHex(parts[1], out int product))
        {
            return null;
        }

        string id = $"{parts[0]}:{parts[1]}";
        if (DeviceCatalogue.TryGet(vendor, product, out CatalogueDevice known))
        {
            return $"{known.Description}{kind} ({id})";
        }

        CatalogueDevice? parent = DeviceCatalogue.IsOnlyVirtualFunctionId(vendor, product)
            ? DeviceCatalogue.All.First(device => device.VendorId == vendor && device.Virtual?.DeviceId == product)
            : null;
        return parent is null ? $"PCI device {id}{kind}" : $"{parent.Description}-family virtual function ({id})";
    }

    private static bool TryHex(string text, out int value)
    {
        value = 0;
        return text.Length == 4 && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
