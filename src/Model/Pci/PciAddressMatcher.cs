using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Model.Python;

namespace Model.Pci;

/// <summary>
/// The address part of a device specification: a pattern, four regular expressions, or the plain address of a PF
/// (<c>nova/pci/devspec.py</c>, WhitelistPciAddress).
/// </summary>
internal sealed class PciAddressMatcher
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly string[] PartNames = ["domain", "bus", "slot", "function"];

    private readonly PciAddressText _pattern;
    private readonly Regex[]? _expressions;

    private PciAddressMatcher(PciAddressText pattern, Regex[]? expressions, bool isPhysicalFunction, bool isExact)
    {
        _pattern = pattern;
        _expressions = expressions;
        IsPhysicalFunction = isPhysicalFunction;
        IsExact = isExact;
    }

    /// <summary>Whether the one address that is meant is a PF; then its VFs are meant too.</summary>
    public bool IsPhysicalFunction { get; }

    /// <summary>Whether the address came from a network interface of a PF, so that its text is a usable sysfs path.</summary>
    public bool IsExact { get; }

    /// <summary>The plain address, for messages and for sysfs.</summary>
    public string Text => _pattern.ToString();

    /// <summary>A pattern in text form.</summary>
    /// <exception cref="NovaException"><c>PciDeviceWrongAddressFormat</c> or <c>PciConfigInvalidSpec</c>.</exception>
    public static PciAddressMatcher FromPattern(string pattern, ISysfsFacts facts)
    {
        PciAddressText text = PciAddressText.ParsePattern(pattern);
        return new PciAddressMatcher(text, null, IsPhysical(text, facts), isExact: false);
    }

    /// <summary>The address of a PF that a network interface led to.</summary>
    /// <exception cref="NovaException"><c>PciDeviceWrongAddressFormat</c> or <c>PciConfigInvalidSpec</c>.</exception>
    public static PciAddressMatcher FromPhysicalFunction(string address) =>
        new(PciAddressText.ParseFull(address), null, isPhysicalFunction: true, isExact: true);

    /// <summary>Four regular expressions; a missing one matches everything.</summary>
    /// <exception cref="NovaException">
    /// <c>PciDeviceWrongAddressFormat</c> for an invalid expression, <c>TypeError</c> for a value that is not text.
    /// </exception>
    public static PciAddressMatcher FromExpressions(JsonElement parts, ISysfsFacts facts)
    {
        string[] texts = new string[PartNames.Length];
        Regex[] expressions = new Regex[PartNames.Length];
        try
        {
            // One after the other: the first part that is wrong, in text or in kind, decides the error.
            for (int part = 0; part < PartNames.Length; part++)
            {
                texts[part] = Expression(parts, PartNames[part]);
                expressions[part] = PythonRegex.MatchAtStart(texts[part]);
            }
        }
        catch (ArgumentException)
        {
            throw PciAddressText.WrongFormat(parts.GetRawText());
        }

        PciAddressText text = new(texts[0], texts[1], texts[2], texts[3]);
        return new PciAddressMatcher(text, expressions, IsPhysical(text, facts), isExact: false);
    }

    /// <summary>Whether a device is meant.</summary>
    /// <param name="address">The device's address.</param>
    /// <param name="parentAddress">A VF's PF, else null.</param>
    /// <exception cref="NovaException">
    /// <c>PciDeviceWrongAddressFormat</c> or <c>PciConfigInvalidSpec</c>: an address cannot be read.
    /// </exception>
    public bool Matches(string address, string? parentAddress)
    {
        if (IsPhysicalFunction && !string.IsNullOrEmpty(parentAddress) && MatchesText(PciAddressText.ParseFull(parentAddress)))
        {
            return true;
        }

        return MatchesText(PciAddressText.ParseFull(address));
    }

    private bool MatchesText(in PciAddressText address) => _expressions is null
        ? _pattern.Matches(address)
        : _expressions[0].IsMatch(address.Domain) && _expressions[1].IsMatch(address.Bus)
            && _expressions[2].IsMatch(address.Slot) && _expressions[3].IsMatch(address.Function);

    private static bool IsPhysical(in PciAddressText text, ISysfsFacts facts) =>
        IsPlain(text.Domain) && IsPlain(text.Bus) && IsPlain(text.Slot) && IsPlain(text.Function)
        && facts.IsPhysicalFunction(text.ToString());

    private static bool IsPlain(string part) => part.AsSpan().IndexOfAnyExcept(HexDigits) < 0;

    private static string Expression(JsonElement parts, string name)
    {
        if (!parts.TryGetProperty(name, out JsonElement value))
        {
            return ".*";
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new NovaException("TypeError", $"the expression for {name} must be text");
    }
}
