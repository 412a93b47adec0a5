using System.Collections.Concurrent;

namespace Model.Pci;

/// <summary>
/// Numbers for the keys and lower-cased values of pools and requests, so that matching them compares integers and
/// allocates nothing. The numbers depend on who came first and so are only ever compared for equality.
/// </summary>
internal static class PciSymbols
{
    /// <summary>The number of null, and of a key that a pool does not have.</summary>
    public const int Null = 0;

    /// <summary>The number of every value that is neither text nor null: no request can name one.</summary>
    public const int Unnameable = -1;

    private static readonly ConcurrentDictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static int _last;

    /// <summary>The number of a key; letter case matters.</summary>
    public static int Key(string key) => Numbers.GetOrAdd(key, static _ => Interlocked.Increment(ref _last));

    /// <summary>The number of a value; tags are compared in lower case (<c>nova/pci/utils.py</c>, pci_device_prop_match).</summary>
    public static int Value(string? text) => text is null ? Null : Key(text.ToLowerInvariant());

    /// <summary>The number of a value of a pool.</summary>
    public static int Value(PciTagValue value) => value.Kind switch
    {
        PciTagKind.Null => Null,
        PciTagKind.Text => Value(value.Text),
        _ => Unnameable,
    };
}
