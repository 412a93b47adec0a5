namespace Model.Pci;

/// <summary>
/// Which resource provider serves each request group of an allocation candidate, group by group. Immutable.
/// </summary>
/// <remarks>Groups of PCI requests are named <c>REQUEST_ID-N</c>; Nova finds them by their prefix only.</remarks>
public sealed class PciProviderMapping
{
    private readonly (string Group, string Provider)[] _entries;

    /// <summary>Makes a mapping from request groups to providers; of several providers of a group the first counts.</summary>
    public PciProviderMapping(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> groups)
        : this(groups.Select(static group => (group.Key, group.Value[0])))
    {
    }

    /// <summary>Makes a mapping from request groups to providers.</summary>
    public PciProviderMapping(IEnumerable<(string Group, string Provider)> groups) => _entries = [.. groups];

    internal PciProviderMapping((string Group, string Provider)[] entries) => _entries = entries;

    /// <summary>The groups and their providers.</summary>
    public IReadOnlyList<(string Group, string Provider)> Entries => _entries;

    /// <summary>Wraps a dictionary; null stays null.</summary>
    public static PciProviderMapping? From(IReadOnlyDictionary<string, IReadOnlyList<string>>? groups) => groups is null
        ? null
        : new PciProviderMapping(groups.OrderBy(static group => group.Key, StringComparer.Ordinal));

    internal int CountOf(string requestId, string? provider)
    {
        int count = 0;
        foreach ((string group, string found) in _entries)
        {
            if ((provider is null || found == provider) && group.StartsWith(requestId, StringComparison.Ordinal))
            {
                count++;
            }
        }

        return count;
    }
}
