using System.Globalization;

namespace Model.Placement.Api;

/// <summary>A version 1.x of the Placement API. Comparable: a later version has the greater minor number.</summary>
/// <param name="Minor">The number after the point, 0 to <see cref="MaxMinor"/>.</param>
public readonly record struct Microversion(int Minor)
{
    /// <summary>The latest minor version modelled.</summary>
    public const int MaxMinor = 39;

    /// <summary>The latest version.</summary>
    public static Microversion Latest { get; } = new(MaxMinor);

    /// <summary>Reads <c>1.N</c> or <c>latest</c>; false for anything else or a version that the service does not have (406).</summary>
    public static bool TryParse(string text, out Microversion version)
    {
        ArgumentNullException.ThrowIfNull(text);
        version = Latest;
        if (string.Equals(text, "latest", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!text.StartsWith("1.", StringComparison.Ordinal)
            || !int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out int minor)
            || minor > MaxMinor)
        {
            return false;
        }

        version = new Microversion(minor);
        return true;
    }

    /// <summary>Whether this version is 1.<paramref name="minor"/> or later.</summary>
    public bool IsAtLeast(int minor) => Minor >= minor;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"1.{Minor}");
}
