using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>The sysfs of a vector: which addresses are PFs and which interfaces lead where.</summary>
internal sealed class SysfsFacts : ISysfsFacts
{
    private readonly Dictionary<string, (string Vendor, string Product, string VfProduct)> _functions = [];
    private readonly Dictionary<string, (string Address, bool IsPf)> _interfaces = [];

    /// <summary>Only the addresses of PFs are known.</summary>
    public SysfsFacts(IEnumerable<string> physicalFunctions)
    {
        foreach (string address in physicalFunctions)
        {
            AddFunction(address, string.Empty, string.Empty, string.Empty);
        }
    }

    public void AddFunction(string address, string vendor, string product, string vfProduct) =>
        _functions[address] = (vendor, product, vfProduct);

    public void AddInterface(string name, string address, bool isPf) => _interfaces[name] = (address, isPf);

    public bool IsPhysicalFunction(string address) => _functions.ContainsKey(address);

    public bool TryGetInterface(string name, out string address, out bool isPhysicalFunction)
    {
        bool found = _interfaces.TryGetValue(name, out (string Address, bool IsPf) entry);
        (address, isPhysicalFunction) = found ? entry : (string.Empty, false);
        return found;
    }

    public bool TryGetIds(string address, out string vendorId, out string productId)
    {
        bool found = _functions.TryGetValue(address, out (string Vendor, string Product, string VfProduct) entry);
        (vendorId, productId) = found ? (entry.Vendor, entry.Product) : (string.Empty, string.Empty);
        return found;
    }

    public string? VfProductId(string address) =>
        _functions.TryGetValue(address, out (string Vendor, string Product, string VfProduct) entry) ? entry.VfProduct : null;
}
