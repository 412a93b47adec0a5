using System.Globalization;
using System.Text.RegularExpressions;

namespace Model.Hardware.Hwloc;

/// <summary>hwloc's spelling of a PCI function's ids: <c>0302 [10de:1db8] [10de:131d] a1 00</c>.</summary>
internal readonly partial record struct HwlocPciType(
    int ClassCode, int Vendor, int Device, int SubsystemVendor, int Subsystem, int Revision)
{
    public static bool TryParse(string text, out HwlocPciType ids)
    {
        Match match = Ids().Match(text);
        ids = !match.Success ? default : new HwlocPciType(
            (Hex(match, 1) << 8) | (match.Groups[7].Success ? Hex(match, 7) : 0),
            Hex(match, 2),
            Hex(match, 3),
            Hex(match, 4),
            Hex(match, 5),
            Hex(match, 6));
        return match.Success;
    }

    public static bool TryBuses(string text, out long domain, out BridgeBuses buses)
    {
        Match match = Buses().Match(text);
        domain = match.Success ? long.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : 0;
        buses = match.Success ? new BridgeBuses(Hex(match, 2), Hex(match, 3)) : default;
        return match.Success;
    }

    private static int Hex(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9a-f]{4}) \[([0-9a-f]{4}):([0-9a-f]{4})\] \[([0-9a-f]{4}):([0-9a-f]{4})\] ([0-9a-f]{2})(?: ([0-9a-f]{2}))?$")]
    private static partial Regex Ids();

    [GeneratedRegex(@"^([0-9a-f]{4,8}):\[([0-9a-f]{2})-([0-9a-f]{2})\]$")]
    private static partial Regex Buses();
}
