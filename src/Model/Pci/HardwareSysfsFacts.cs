using System.Globalization;
using Model.Hardware;

namespace Model.Pci;

/// <summary>Answers nova-compute's questions to sysfs from a modelled machine.</summary>
/// <param name="hardware">The machine.</param>
public sealed class HardwareSysfsFacts(HostHardware hardware) : ISysfsFacts
{
    /// <inheritdoc/>
    public bool IsPhysicalFunction(string address) =>
        TryFind(address, out PciFunction function) && function.Sriov is { TotalVfs: > 0 };

    /// <inheritdoc/>
    public bool TryGetInterface(string name, out string address, out bool isPhysicalFunction)
    {
        foreach (PciFunction function in hardware.PciFunctions)
        {
            if (function.NetworkDevices.Any(device => device.Name == name))
            {
                address = function.Address.ToString();
                isPhysicalFunction = function.Sriov is { TotalVfs: > 0 };
                return true;
            }
        }

        address = "";
        isPhysicalFunction = false;
        return false;
    }

    /// <inheritdoc/>
    public bool TryGetIds(string address, out string vendorId, out string productId)
    {
        bool found = TryFind(address, out PciFunction function);
        vendorId = found ? Hex(function.VendorId) : "";
        productId = found ? Hex(function.DeviceId) : "";
        return found;
    }

    /// <inheritdoc/>
    public string? VfProductId(string address) =>
        TryFind(address, out PciFunction function) && function.Sriov is { } sriov ? Hex(sriov.VfDeviceId) : null;

    private bool TryFind(string address, out PciFunction function)
    {
        function = null!;
        return PciAddress.TryParse(address, out PciAddress parsed) && hardware.TryGetFunction(parsed, out function);
    }

    private static string Hex(int id) => id.ToString("x4", CultureInfo.InvariantCulture);
}
