using System.Globalization;

namespace Model.Hardware;

/// <summary>A PCI root complex: the host bridge that a hierarchy hangs from, <c>pciDDDD:BB</c> in sysfs.</summary>
/// <param name="Domain">PCI domain, 0–FFFF.</param>
/// <param name="Bus">The root bus, 0–FF.</param>
public readonly record struct PciRootComplex(int Domain, int Bus) : IComparable<PciRootComplex>
{
    /// <inheritdoc/>
    public int CompareTo(PciRootComplex other) =>
        Domain != other.Domain ? Domain.CompareTo(other.Domain) : Bus.CompareTo(other.Bus);

    /// <summary>The sysfs name, for example <c>pci0000:3a</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"pci{Domain:x4}:{Bus:x2}");

    /// <summary>Orders by domain, then bus.</summary>
    public static bool operator <(PciRootComplex left, PciRootComplex right) => left.CompareTo(right) < 0;

    /// <summary>Orders by domain, then bus.</summary>
    public static bool operator >(PciRootComplex left, PciRootComplex right) => left.CompareTo(right) > 0;

    /// <summary>Orders by domain, then bus.</summary>
    public static bool operator <=(PciRootComplex left, PciRootComplex right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by domain, then bus.</summary>
    public static bool operator >=(PciRootComplex left, PciRootComplex right) => left.CompareTo(right) >= 0;
}
