using System.Globalization;

namespace Model.Hardware.Building;

/// <summary>Names and hardware addresses of the network interfaces of built machines.</summary>
internal static class NetworkNaming
{
    private const int MaxNameLength = 15; // IFNAMSIZ less its closing zero

    // Drivers that hand the function to a guest or to user space leave no network interface.
    public static bool HasInterface(PciFunction function) =>
        function.ClassCode >> 16 == 0x02 && function.Driver is string driver
        && !driver.Contains("vfio", StringComparison.Ordinal)
        && !driver.StartsWith("uio", StringComparison.Ordinal)
        && !driver.Equals("pci-stub", StringComparison.Ordinal);

    public static string NameOf(PciFunction function, PciCard card, int port)
    {
        if (card.Group.Name is string name)
        {
            int number = (card.Index * card.Group.Ports) + port;
            return card.Group.Count * card.Group.Ports == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
        }

        PciAddress address = function.Address;
        string domain = address.Domain == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"P{address.Domain}");
        string suffix = card.Group.Ports > 1 || address.Function > 0
            ? string.Create(CultureInfo.InvariantCulture, $"f{address.Function}")
            : "";
        string byPath = string.Create(CultureInfo.InvariantCulture, $"en{domain}p{address.Bus}s{address.Slot}{suffix}");
        return Fit(byPath, address);
    }

    public static string VfNameOf(string physicalName, int index, PciAddress address) =>
        Fit(string.Create(CultureInfo.InvariantCulture, $"{physicalName}v{index}"), address);

    // Locally administered, unique by address within a host.
    public static string MacOf(PciAddress address) => string.Create(
        CultureInfo.InvariantCulture,
        $"02:00:{address.Domain >> 8:x2}:{address.Domain & 0xFF:x2}:{address.Bus:x2}:{address.RoutingId & 0xFF:x2}");

    // A name too long for the kernel falls back on one made of the address's number.
    private static string Fit(string name, PciAddress address) => name.Length <= MaxNameLength
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"en{address.Domain:x}n{address.RoutingId:x4}");
}
