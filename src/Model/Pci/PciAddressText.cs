using System.Globalization;
using Model.Python;

namespace Model.Pci;

/// <summary>
/// The four parts of an address as Nova compares them: padded lower-case hexadecimal text, or <c>*</c>
/// (<c>nova/pci/devspec.py</c>, PciAddressSpec).
/// </summary>
/// <param name="Domain">Four digits.</param>
/// <param name="Bus">Two digits.</param>
/// <param name="Slot">Two digits.</param>
/// <param name="Function">One digit.</param>
internal readonly record struct PciAddressText(string Domain, string Bus, string Slot, string Function)
{
    public const string Any = "*";

    /// <summary>Reads a full address: three parts separated by colons, then a dot and the function.</summary>
    /// <exception cref="NovaException"><c>PciDeviceWrongAddressFormat</c>, or <c>PciConfigInvalidSpec</c> for a bad part.</exception>
    public static PciAddressText ParseFull(string address)
    {
        (string left, string function) = SplitFunction(address);
        string[] parts = left.Split(':');
        if (parts.Length != 3)
        {
            throw WrongFormat(address);
        }

        string functionText = Part("func", function, Hardware.PciAddress.FunctionMax, 1);
        return Checked(parts[0], parts[1], parts[2], functionText);
    }

    /// <summary>
    /// Reads a pattern. Parts may be <c>*</c> or blank; parts missing on the left mean any, so <c>:0a:00.</c> is a
    /// whole slot and <c>00.</c> too.
    /// </summary>
    /// <exception cref="NovaException"><c>PciDeviceWrongAddressFormat</c>, or <c>PciConfigInvalidSpec</c> for a bad part.</exception>
    public static PciAddressText ParsePattern(string address)
    {
        (string left, string function) = SplitFunction(address);

        // Unlike the other parts, a function of white space is not taken for a missing one: it fails to parse.
        string functionText = function.Length == 0
            ? Any
            : Part("func", PythonText.Strip(function).ToString(), Hardware.PciAddress.FunctionMax, 1);
        if (left.Length == 0)
        {
            return new PciAddressText(Any, Any, Any, functionText);
        }

        string[] parts = left.Split(':');
        if (parts.Length > 3)
        {
            throw WrongFormat(address);
        }

        string[] padded = [Any, Any, Any];
        for (int index = 0; index < parts.Length; index++)
        {
            string part = PythonText.Strip(parts[index]).ToString();
            padded[3 - parts.Length + index] = part.Length == 0 ? Any : part;
        }

        return Checked(padded[0], padded[1], padded[2], functionText);
    }

    /// <summary>Whether the address, whose parts are all plain, suits this pattern.</summary>
    public bool Matches(in PciAddressText address) =>
        Suits(Domain, address.Domain) && Suits(Bus, address.Bus) && Suits(Slot, address.Slot) && Suits(Function, address.Function);

    public override string ToString() => $"{Domain}:{Bus}:{Slot}.{Function}";

    /// <summary>Reads one hexadecimal number as Nova does and pads it.</summary>
    /// <exception cref="NovaException"><c>PciConfigInvalidSpec</c>.</exception>
    public static string Part(string name, string text, int max, int width)
    {
        if (text == Any)
        {
            return text;
        }

        if (!PythonText.TryHexadecimal(text, out long value))
        {
            throw new NovaException("PciConfigInvalidSpec", $"property {name} ('{text}') does not parse as a hex number");
        }

        if (value > max)
        {
            throw new NovaException(
                "PciConfigInvalidSpec",
                string.Create(CultureInfo.InvariantCulture, $"property {name} ({text}) is greater than the maximum value ({max:X})"));
        }

        // A negative number parses, and its sign counts as one of the digits: it matches no device.
        return value >= 0
            ? value.ToString("x" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : "-" + (value == long.MinValue ? long.MaxValue : -value).ToString("x", CultureInfo.InvariantCulture).PadLeft(width - 1, '0');
    }

    public static NovaException WrongFormat(string address) =>
        new("PciDeviceWrongAddressFormat", $"the PCI address {address} has an incorrect format");

    private static PciAddressText Checked(string domain, string bus, string slot, string function) => new(
        Part("domain", domain, Hardware.PciAddress.DomainMax, 4),
        Part("bus", bus, Hardware.PciAddress.BusMax, 2),
        Part("slot", slot, Hardware.PciAddress.SlotMax, 2),
        function);

    private static (string Left, string Function) SplitFunction(string address)
    {
        int dot = address.IndexOf('.');
        return dot < 0 ? (address, string.Empty) : (address[..dot], address[(dot + 1)..]);
    }

    private static bool Suits(string pattern, string part) => pattern == Any || pattern == part;
}
