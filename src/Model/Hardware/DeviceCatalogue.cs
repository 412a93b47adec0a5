using System.Globalization;

namespace Model.Hardware;

/// <summary>
/// Known device models, so that a template can say <c>device: intel-x520</c>, a tree can show names, and a capture without
/// SR-IOV files can still be read. A catalogue entry is a default, never a constant of nature.
/// </summary>
public static class DeviceCatalogue
{
    private static readonly CatalogueDevice[] Devices = Parse(DeviceCatalogueData.Rows);
    private static readonly Dictionary<string, CatalogueDevice> ByName =
        Devices.ToDictionary(device => device.Name, StringComparer.Ordinal);
    private static readonly Dictionary<(int Vendor, int Device), CatalogueDevice> ById =
        Devices.ToDictionary(device => (device.VendorId, device.DeviceId));

    /// <summary>All entries in the catalogue's order.</summary>
    public static IReadOnlyList<CatalogueDevice> All => Devices;

    /// <summary>Finds an entry by its short name.</summary>
    /// <returns>False when there is none of this name; letter case matters.</returns>
    public static bool TryGet(string name, out CatalogueDevice device) => ByName.TryGetValue(name, out device!);

    /// <summary>Finds the entry of a plain or physical function by its ids.</summary>
    /// <returns>False when the ids are not catalogued.</returns>
    public static bool TryGet(int vendorId, int deviceId, out CatalogueDevice device) =>
        ById.TryGetValue((vendorId, deviceId), out device!);

    /// <summary>True when the ids are those of virtual functions of some entry and of no entry's own function.</summary>
    public static bool IsOnlyVirtualFunctionId(int vendorId, int deviceId) =>
        !ById.ContainsKey((vendorId, deviceId))
        && Array.Exists(Devices, device => device.VendorId == vendorId && device.Virtual?.DeviceId == deviceId);

    /// <summary>The name people know a function by, or null when it is not catalogued.</summary>
    public static string? DescriptionOf(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (TryGet(function.VendorId, function.DeviceId, out CatalogueDevice device))
        {
            return function.PhysicalFunction is null ? device.Description : device.Description + " VF";
        }

        // One VF id serves several models, so only the family can be told.
        return IsOnlyVirtualFunctionId(function.VendorId, function.DeviceId)
            ? Array.Find(Devices, known => known.VendorId == function.VendorId && known.Virtual?.DeviceId == function.DeviceId)!.Description
                + "-family VF"
            : null;
    }

    private static CatalogueDevice[] Parse(string rows) =>
        Array.ConvertAll(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries), ParseRow);

    private static CatalogueDevice ParseRow(string row)
    {
        string[] cells = row.Split('|', StringSplitOptions.TrimEntries);
        CatalogueVirtualFunctions? vfs = cells[4] == "-"
            ? null
            : new CatalogueVirtualFunctions(Hex(cells[4]), cells[5], Number(cells[6]), Number(cells[7]), Number(cells[8]));
        string[] ids = cells[1].Split(':');
        return new CatalogueDevice(cells[0], Hex(ids[0]), Hex(ids[1]), Hex(cells[2]), cells[3], vfs, cells[9]);
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
