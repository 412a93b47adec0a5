using Model.Pci;

namespace Model.Tests.Pci;

/// <summary>A sysfs that knows the given PFs and interfaces, and nothing else.</summary>
internal sealed class FakeSysfs(params string[] physicalFunctions) : ISysfsFacts
{
    /// <summary>Interface name → address of the device.</summary>
    public Dictionary<string, string> Interfaces { get; } = [];

    /// <summary>Address → vendor id, product id, product id of the VFs.</summary>
    public Dictionary<string, (string Vendor, string Product, string VfProduct)> Ids { get; } = [];

    public bool IsPhysicalFunction(string address) => physicalFunctions.Contains(address);

    public bool TryGetInterface(string name, out string address, out bool isPhysicalFunction)
    {
        bool found = Interfaces.TryGetValue(name, out string? device);
        address = device ?? string.Empty;
        isPhysicalFunction = IsPhysicalFunction(address);
        return found;
    }

    public bool TryGetIds(string address, out string vendorId, out string productId)
    {
        bool found = Ids.TryGetValue(address, out (string Vendor, string Product, string VfProduct) ids);
        (vendorId, productId) = found ? (ids.Vendor, ids.Product) : (string.Empty, string.Empty);
        return found;
    }

    public string? VfProductId(string address) =>
        Ids.TryGetValue(address, out (string Vendor, string Product, string VfProduct) ids) ? ids.VfProduct : null;
}
