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

    /// <summary>
    /// Reads <c>1.N</c> or <c>latest</c>; false for a version that the service does not have (406), and for what is no version at all
    /// (400). Both numbers are read as Python reads integers, with blanks around them and zeros before them.
    /// </summary>
    /// <param name="text">The version asked for.</param>
    /// <param name="version">The version; the latest if there is none such.</param>
    /// <param name="isVersion">Whether the text is a version, of this service or not.</param>
    public static bool TryParse(string text, out Microversion version, out bool isVersion)
    {
        ArgumentNullException.ThrowIfNull(text);
        version = Latest;
        string trimmed = text.Trim();
        isVersion = true;
        switch (trimmed)
        {
            case "latest":
                return true;
            case "":
                // An empty header is as none: the oldest version.
                version = new Microversion(0);
                return true;
        }

        string[] numbers = trimmed.Split('.', 2);
        int major = 0;
        int minor = 0;
        isVersion = numbers.Length == 2 && TryNumber(numbers[0], out major) && TryNumber(numbers[1], out minor);
        if (!isVersion || major != 1 || minor is < 0 or > MaxMinor)
        {
            return false;
        }

        version = new Microversion(minor);
        return true;
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(
        text,
        NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign,
        CultureInfo.InvariantCulture,
        out number);

    /// <summary>Whether this version is 1.<paramref name="minor"/> or later.</summary>
    public bool IsAtLeast(int minor) => Minor >= minor;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"1.{Minor}");
}
