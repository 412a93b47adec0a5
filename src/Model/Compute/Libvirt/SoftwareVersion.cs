using System.Globalization;

namespace Model.Compute.Libvirt;

/// <summary>A version of libvirt or QEMU: three numbers, each 0–999 except the first. The default value is 0.0.0.</summary>
public readonly record struct SoftwareVersion(int Major, int Minor, int Micro) : IComparable<SoftwareVersion>
{
    /// <summary>libvirt's and QEMU's own number: major · 1,000,000 + minor · 1,000 + micro.</summary>
    public int Number => (Major * 1_000_000) + (Minor * 1_000) + Micro;

    /// <summary>Reads libvirt's number, at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static SoftwareVersion FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new SoftwareVersion(number / 1_000_000, number / 1_000 % 1_000, number % 1_000);
    }

    /// <summary>Takes over the first three numbers of a version; a missing third is 0.</summary>
    public static SoftwareVersion Of(Version version) => new(version.Major, version.Minor, Math.Max(version.Build, 0));

    /// <summary>Reads <c>major</c>, <c>major.minor</c> or <c>major.minor.micro</c> in decimal.</summary>
    public static bool TryParse(string text, out SoftwareVersion version)
    {
        version = default;
        string[] parts = text.Split('.');
        Span<int> numbers = stackalloc int[3];
        if (parts.Length > 3)
        {
            return false;
        }

        for (int index = 0; index < parts.Length; index++)
        {
            if (!int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[index]) || numbers[index] > 999)
            {
                return false;
            }
        }

        version = new SoftwareVersion(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <summary>Reads a version.</summary>
    /// <exception cref="FormatException">The text is not one to three numbers from 0 to 999 with dots between them.</exception>
    public static SoftwareVersion Parse(string text) => TryParse(text, out SoftwareVersion version)
        ? version
        : throw new FormatException($"'{text}' is not a version; expected for example 10.0.0");

    /// <inheritdoc/>
    public int CompareTo(SoftwareVersion other) => Number.CompareTo(other.Number);

    /// <summary>The three numbers with dots between them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Micro}");

    /// <summary>Orders by major, minor, micro.</summary>
    public static bool operator <(SoftwareVersion left, SoftwareVersion right) => left.Number < right.Number;

    /// <summary>Orders by major, minor, micro.</summary>
    public static bool operator >(SoftwareVersion left, SoftwareVersion right) => left.Number > right.Number;

    /// <summary>Orders by major, minor, micro.</summary>
    public static bool operator <=(SoftwareVersion left, SoftwareVersion right) => left.Number <= right.Number;

    /// <summary>Orders by major, minor, micro.</summary>
    public static bool operator >=(SoftwareVersion left, SoftwareVersion right) => left.Number >= right.Number;
}
