using System.Buffers;
using System.Globalization;
using Model.Compute;
using Model.Python;

namespace Model.Numa;

/// <summary>The memory page size that a flavor and an image ask for (<c>nova/virt/hardware.py</c>, _get_numa_pagesize_constraint).</summary>
internal static class MemoryPageConstraint
{
    private const string Units = "KMGTPEZYRQ";
    private static readonly SearchValues<char> NumberLetters = SearchValues.Create("0123456789.");

    /// <summary>
    /// The size in KiB or one of <see cref="MemoryPageSize"/>, fractions kept; null when the flavor does not ask. An image may
    /// narrow a flavor's <c>large</c> or <c>any</c> to anything, and nothing else.
    /// </summary>
    /// <exception cref="NovaException"><c>MemoryPageSizeForbidden</c> or <c>MemoryPageSizeInvalid</c>.</exception>
    public static double? Of(Flavor flavor, NumaImageProperties image)
    {
        string? wanted = flavor.ExtraSpec("hw:mem_page_size");
        if (string.IsNullOrEmpty(wanted))
        {
            return string.IsNullOrEmpty(image.PageSize) ? null : throw Forbid(image.PageSize, "<empty>");
        }

        double size = Parse(wanted);
        if (string.IsNullOrEmpty(image.PageSize))
        {
            return size;
        }

        return size is MemoryPageSize.Any or MemoryPageSize.Large ? Parse(image.PageSize) : throw Forbid(image.PageSize, wanted);
    }

    /// <summary>Refuses locked memory without a page size, and a flavor and an image that disagree about it.</summary>
    /// <exception cref="NovaException"><c>FlavorImageLockedMemoryConflict</c> or <c>LockMemoryForbidden</c>.</exception>
    public static void CheckLockedMemory(Flavor flavor, NumaImageProperties image)
    {
        string? text = flavor.ExtraSpec("hw:locked_memory");
        bool? wanted = text is null ? null : PythonText.IsTrue(text);
        if (wanted is not null && image.LockedMemory is not null && wanted != image.LockedMemory)
        {
            throw new NovaException("FlavorImageLockedMemoryConflict", "flavor and image disagree about locked memory");
        }

        bool hasPageSize = !string.IsNullOrEmpty(flavor.ExtraSpec("hw:mem_page_size")) || !string.IsNullOrEmpty(image.PageSize);
        if ((wanted ?? image.LockedMemory) == true && !hasPageSize)
        {
            throw new NovaException("LockMemoryForbidden", "locked memory needs a memory page size");
        }
    }

    private static double Parse(string text)
    {
        switch (text)
        {
            case "any":
                return MemoryPageSize.Any;
            case "large":
                return MemoryPageSize.Large;
            case "small":
                return MemoryPageSize.Small;
        }

        if (!text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return PythonNumber.ParseInteger(text);
        }

        return TryBytes(text, out double bytes) ? Math.Ceiling(bytes) / 1024 : throw new NovaException(
            "MemoryPageSizeInvalid", $"Invalid memory page size '{text}'");
    }

    /// <summary>
    /// Sizes as oslo.utils reads them in its binary units: a number, a unit of which K, M, G, … all mean powers of 1024 with or
    /// without an i, and B for bytes or b or bit for bits. The number may begin but not end with its point.
    /// </summary>
    private static bool TryBytes(string text, out double bytes)
    {
        bytes = 0;
        (int unitLength, double divisor) = text switch
        {
            _ when text.EndsWith("bit", StringComparison.Ordinal) => (3, 8.0),
            _ when text.EndsWith('b') => (1, 8.0),
            _ when text.EndsWith('B') => (1, 1.0),
            _ => (0, 0.0),
        };
        if (unitLength == 0)
        {
            return false;
        }

        ReadOnlySpan<char> rest = text.AsSpan(0, text.Length - unitLength);

        int exponent = 0;
        ReadOnlySpan<char> unit = rest.EndsWith("i") ? rest[..^1] : rest;
        if (unit.Length > 0 && Units.Contains(unit[^1], StringComparison.Ordinal))
        {
            exponent = Units.IndexOf(unit[^1], StringComparison.Ordinal) + 1;
            rest = unit[..^1];
        }

        ReadOnlySpan<char> digits = rest.Length > 0 && rest[0] is '+' or '-' ? rest[1..] : rest;
        bool isNumber = digits.Length > 0 && char.IsAsciiDigit(digits[^1]) && digits.Count('.') <= 1
            && !digits.ContainsAnyExcept(NumberLetters);
        if (!isNumber)
        {
            return false;
        }

        bytes = double.Parse(rest, NumberStyles.Float, CultureInfo.InvariantCulture) / divisor * Math.Pow(1024, exponent);
        return true;
    }

    private static NovaException Forbid(string size, string against) =>
        new("MemoryPageSizeForbidden", $"Page size {size} forbidden against '{against}'");
}
