using System.Globalization;

namespace Model.Configuration;

/// <summary>
/// A release of Nova, known by its major version: 32 is Flamingo, 2025.2. It decides every rule that changed over the years.
/// </summary>
/// <remarks>The first point release (X.0.0) of a major version is meant; stable branches may differ.</remarks>
public readonly record struct NovaRelease : IComparable<NovaRelease>
{
    /// <summary>Major version of the oldest release that can be chosen, Liberty.</summary>
    public const int OldestMajor = 12;

    /// <summary>
    /// Major version of the newest release that can be chosen, Hibiscus; it was under development when its rules were read.
    /// </summary>
    public const int NewestMajor = 34;

    // Name, cycle and compute service version (nova/objects/service.py, SERVICE_VERSION) of each major version from OldestMajor on.
    private static readonly (string Name, string Cycle, int ServiceVersion)[] Releases =
    [
        ("Liberty", "2015.2", 2), ("Mitaka", "2016.1", 9), ("Newton", "2016.2", 15), ("Ocata", "2017.1", 16), ("Pike", "2017.2", 22),
        ("Queens", "2018.1", 30), ("Rocky", "2018.2", 35), ("Stein", "2019.1", 37), ("Train", "2019.2", 40), ("Ussuri", "2020.1", 51),
        ("Victoria", "2020.2", 53), ("Wallaby", "2021.1", 56), ("Xena", "2021.2", 60), ("Yoga", "2022.1", 61), ("Zed", "2022.2", 64),
        ("Antelope", "2023.1", 66), ("Bobcat", "2023.2", 66), ("Caracal", "2024.1", 67), ("Dalmatian", "2024.2", 67),
        ("Epoxy", "2025.1", 68), ("Flamingo", "2025.2", 70), ("Gazpacho", "2026.1", 72), ("Hibiscus", "2026.2", 73),
    ];

    private readonly int major;

    private NovaRelease(int major) => this.major = major;

    /// <summary>The release whose rules the recorded cases show: 32, Flamingo, 2025.2.</summary>
    public static NovaRelease Default => new(32);

    /// <summary>Every release that can be chosen, oldest first.</summary>
    public static IReadOnlyList<NovaRelease> All { get; } =
        [.. Enumerable.Range(OldestMajor, NewestMajor - OldestMajor + 1).Select(number => new NovaRelease(number))];

    /// <summary>Major version, for example 32. The default value of the type is <see cref="Default"/>.</summary>
    public int Major => major == 0 ? Default.major : major;

    /// <summary>Name, for example <c>Flamingo</c>.</summary>
    public string Name => Releases[Major - OldestMajor].Name;

    /// <summary>Year and number within it, for example <c>2025.2</c>.</summary>
    public string Cycle => Releases[Major - OldestMajor].Cycle;

    /// <summary>Version that a compute service of this release reports; the conductor compares these in a mixed cloud.</summary>
    public int ServiceVersion => Releases[Major - OldestMajor].ServiceVersion;

    /// <summary>What this release does and does not.</summary>
    public ReleaseFeatures Features => ReleaseFeatures.Of(this);

    /// <summary>Spellings that <see cref="TryParse"/> takes, for suggestions.</summary>
    public static IEnumerable<string> Spellings => All.SelectMany(release => new[] { release.Cycle, release.Name.ToLowerInvariant() });

    /// <summary>The release of a major version.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such release can be chosen.</exception>
    public static NovaRelease FromMajor(int major)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(major, OldestMajor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(major, NewestMajor);
        return new NovaRelease(major);
    }

    /// <summary>
    /// Reads a release in any usual spelling, letter case aside: <c>2025.2</c>, <c>flamingo</c>, <c>32</c>, <c>32.0.0</c>,
    /// <c>Flamingo 2025.2</c>, <c>2025.2 (Flamingo)</c>, <c>stable/2025.2</c>.
    /// </summary>
    /// <param name="text">What was written.</param>
    /// <param name="release">The release, or <see cref="Default"/>.</param>
    /// <returns>False when a part is not understood or two parts name different releases.</returns>
    public static bool TryParse(string text, out NovaRelease release)
    {
        int found = 0;
        foreach (string part in text.Split([' ', '(', ')', '/', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part is "stable" or "Nova" or "nova" or "OpenStack" or "openstack")
            {
                continue;
            }

            int major = MajorOf(part);
            if (major == 0 || (found != 0 && found != major))
            {
                release = Default;
                return false;
            }

            found = major;
        }

        release = found == 0 ? Default : new NovaRelease(found);
        return found != 0;
    }

    /// <inheritdoc/>
    public int CompareTo(NovaRelease other) => Major.CompareTo(other.Major);

    /// <summary>For example <c>2025.2 (Flamingo, 32)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cycle} ({Name}, {Major})");

    /// <summary>Whether two values mean the same release.</summary>
    public bool Equals(NovaRelease other) => Major == other.Major;

    /// <inheritdoc/>
    public override int GetHashCode() => Major;

    /// <summary>Whether <paramref name="left"/> is older.</summary>
    public static bool operator <(NovaRelease left, NovaRelease right) => left.Major < right.Major;

    /// <summary>Whether <paramref name="left"/> is newer.</summary>
    public static bool operator >(NovaRelease left, NovaRelease right) => left.Major > right.Major;

    /// <summary>Whether <paramref name="left"/> is not newer.</summary>
    public static bool operator <=(NovaRelease left, NovaRelease right) => left.Major <= right.Major;

    /// <summary>Whether <paramref name="left"/> is not older.</summary>
    public static bool operator >=(NovaRelease left, NovaRelease right) => left.Major >= right.Major;

    private static int MajorOf(string part)
    {
        for (int i = 0; i < Releases.Length; i++)
        {
            if (part.Equals(Releases[i].Name, StringComparison.OrdinalIgnoreCase) || part == Releases[i].Cycle)
            {
                return OldestMajor + i;
            }
        }

        string[] numbers = part.Split('.');
        bool isVersion = numbers.Length <= 3
            && Array.TrueForAll(numbers, number => number.Length is > 0 and <= 4 && number.All(char.IsAsciiDigit));
        int major = isVersion ? int.Parse(numbers[0], CultureInfo.InvariantCulture) : 0;
        return major is >= OldestMajor and <= NewestMajor ? major : 0;
    }
}
