using System.Globalization;

namespace Model.Hardware;

/// <summary>
/// The address of a PCI function: domain 0–FFFF, bus 0–FF, slot 0–1F, function 0–7.
/// The canonical text is lower-case hexadecimal, zero padded to <c>DDDD:BB:SS.F</c>; numeric order and
/// the ordinal order of that text are the same. The default value is <c>0000:00:00.0</c>.
/// </summary>
/// <remarks>Source of the limits: <c>nova/pci/devspec.py</c> (MAX_DOMAIN, MAX_BUS, MAX_SLOT, MAX_FUNC).</remarks>
public readonly record struct PciAddress : IComparable<PciAddress>
{
    /// <summary>The largest domain Nova accepts.</summary>
    public const int DomainMax = 0xFFFF;

    /// <summary>The largest bus number.</summary>
    public const int BusMax = 0xFF;

    /// <summary>The largest slot (device number on a bus).</summary>
    public const int SlotMax = 0x1F;

    /// <summary>The largest function number.</summary>
    public const int FunctionMax = 0x7;

    private readonly uint _packed;

    /// <summary>Makes an address from its parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is negative or above its maximum.</exception>
    public PciAddress(int domain, int bus, int slot, int function)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)domain, (uint)DomainMax, nameof(domain));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bus, (uint)BusMax, nameof(bus));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)slot, (uint)SlotMax, nameof(slot));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)function, (uint)FunctionMax, nameof(function));
        _packed = ((uint)domain << 16) | ((uint)bus << 8) | ((uint)slot << 3) | (uint)function;
    }

    /// <summary>PCI domain (segment), 0–FFFF.</summary>
    public int Domain => (int)(_packed >> 16);

    /// <summary>Bus number, 0–FF.</summary>
    public int Bus => (int)((_packed >> 8) & 0xFF);

    /// <summary>Slot (device number), 0–1F.</summary>
    public int Slot => (int)((_packed >> 3) & 0x1F);

    /// <summary>Function number, 0–7.</summary>
    public int Function => (int)(_packed & 7);

    /// <summary>Bus, slot and function as one 16-bit number: what SR-IOV offset and stride are added to.</summary>
    public int RoutingId => (int)(_packed & 0xFFFF);

    /// <summary>Makes an address from a domain and a routing id (0–FFFF).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is outside its range.</exception>
    public static PciAddress FromRoutingId(int domain, int routingId)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)routingId, 0xFFFFu, nameof(routingId));
        return new PciAddress(domain, routingId >> 8, (routingId >> 3) & 0x1F, routingId & 7);
    }

    /// <summary>Reads the canonical text, with or without a domain; letter case does not matter.</summary>
    /// <returns>False when the text is not an address within the limits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out PciAddress address)
    {
        address = default;
        int dot = text.LastIndexOf('.');
        if (dot < 0)
        {
            return false;
        }

        ReadOnlySpan<char> left = text[..dot];
        int lastColon = left.LastIndexOf(':');
        if (lastColon < 0)
        {
            return false;
        }

        ReadOnlySpan<char> domainAndBus = left[..lastColon];
        int colon = domainAndBus.IndexOf(':');
        int domain = 0;
        if (colon >= 0 && !TryHex(domainAndBus[..colon], 4, DomainMax, out domain))
        {
            return false;
        }

        if (!TryHex(domainAndBus[(colon + 1)..], 2, BusMax, out int bus)
            || !TryHex(left[(lastColon + 1)..], 2, SlotMax, out int slot)
            || !TryHex(text[(dot + 1)..], 1, FunctionMax, out int function))
        {
            return false;
        }

        address = new PciAddress(domain, bus, slot, function);
        return true;
    }

    /// <summary>Reads the canonical text.</summary>
    /// <exception cref="FormatException">The text is not a PCI address within the limits.</exception>
    public static PciAddress Parse(string text) => TryParse(text, out PciAddress address)
        ? address
        : throw new FormatException($"'{text}' is not a PCI address; expected DDDD:BB:SS.F in hexadecimal, at most FFFF:FF:1F.7");

    /// <inheritdoc/>
    public int CompareTo(PciAddress other) => _packed.CompareTo(other._packed);

    /// <summary>The canonical text, for example <c>0000:3b:00.1</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Domain:x4}:{Bus:x2}:{Slot:x2}.{Function:x1}");

    /// <summary>Orders by domain, bus, slot, function.</summary>
    public static bool operator <(PciAddress left, PciAddress right) => left._packed < right._packed;

    /// <summary>Orders by domain, bus, slot, function.</summary>
    public static bool operator >(PciAddress left, PciAddress right) => left._packed > right._packed;

    /// <summary>Orders by domain, bus, slot, function.</summary>
    public static bool operator <=(PciAddress left, PciAddress right) => left._packed <= right._packed;

    /// <summary>Orders by domain, bus, slot, function.</summary>
    public static bool operator >=(PciAddress left, PciAddress right) => left._packed >= right._packed;

    private static bool TryHex(ReadOnlySpan<char> digits, int length, int max, out int value)
    {
        value = 0;
        return digits.Length >= 1 && digits.Length <= length
            && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            && value <= max;
    }
}
