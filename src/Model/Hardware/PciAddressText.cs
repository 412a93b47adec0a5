using System.Globalization;

namespace Model.Hardware;

/// <summary>
/// Reads addresses as the kernel writes them, including those Nova cannot express: domains of up to 32 bits
/// (five digits and more, as behind Intel VMD), slots and functions beyond the limits.
/// </summary>
internal static class PciAddressText
{
    /// <summary>Splits <c>DDDD:BB:SS.F</c> with a domain of 4–8 digits.</summary>
    public static bool TrySplit(string text, out (long Domain, int Bus, int Slot, int Function) parts)
    {
        parts = default;
        string[] fields = text.Split(':');
        if (fields.Length != 3 || fields[2].Split('.') is not [string slotText, string functionText])
        {
            return false;
        }

        if (!TryHex(fields[0], 4, 8, out long domain) || !TryHex(fields[1], 2, 2, out long bus)
            || !TryHex(slotText, 2, 2, out long slot) || !TryHex(functionText, 1, 1, out long function))
        {
            return false;
        }

        parts = (domain, (int)bus, (int)slot, (int)function);
        return true;
    }

    /// <summary>Reads a root complex's sysfs name, <c>pciDDDD:BB</c>.</summary>
    public static bool TryRoot(string text, out PciRootComplex root)
    {
        root = default;
        if (!text.StartsWith("pci", StringComparison.Ordinal)
            || text[3..].Split(':') is not [string domainText, string busText]
            || !TryHex(domainText, 4, 8, out long domain) || !TryHex(busText, 2, 2, out long bus)
            || domain > PciAddress.DomainMax)
        {
            return false;
        }

        root = new PciRootComplex((int)domain, (int)bus);
        return true;
    }

    private static bool TryHex(string digits, int least, int most, out long value)
    {
        value = 0;
        return digits.Length >= least && digits.Length <= most
            && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
