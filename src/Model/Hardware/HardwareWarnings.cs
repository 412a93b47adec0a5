namespace Model.Hardware;

/// <summary>Sentences that more than one reader of machines says.</summary>
internal static class HardwareWarnings
{
    public static List<string> Unaddressable(IEnumerable<UnaddressablePciDevice> devices) => devices
        .Select(device => $"PCI device {device.Address} is ignored: its address is beyond what Nova accepts (FFFF:FF:1F.7)")
        .ToList();
}
