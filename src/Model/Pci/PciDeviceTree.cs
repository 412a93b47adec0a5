namespace Model.Pci;

/// <summary>Links VFs and PFs (<c>nova/pci/manager.py</c>, _build_device_tree).</summary>
public static class PciDeviceTree
{
    /// <summary>
    /// Sorts the devices by address text and links each VF to its PF, if that comes before it in this order. Removed devices keep
    /// the links they had but are nobody's relatives.
    /// </summary>
    public static void Build(List<PciDevice> devices)
    {
        PciDevice[] ordered = [.. devices.OrderBy(static device => device.Address, StringComparer.Ordinal)];
        devices.Clear();
        devices.AddRange(ordered);
        Dictionary<string, PciDevice> parents = new(StringComparer.Ordinal);
        foreach (PciDevice device in devices)
        {
            if (device.Status is PciDeviceStatus.Removed or PciDeviceStatus.Deleted)
            {
                continue;
            }

            if (device.DevType == PciDeviceType.Pf)
            {
                device.ClearChildren();
                parents[device.Address] = device;
            }
            else if (device.IsVirtualFunction)
            {
                device.Parent = device.ParentAddress is null ? null : parents.GetValueOrDefault(device.ParentAddress);
                device.Parent?.AddChild(device);
            }
        }
    }
}
