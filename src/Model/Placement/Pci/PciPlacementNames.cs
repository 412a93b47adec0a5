using System.Globalization;
using System.Text;

namespace Model.Placement.Pci;

/// <summary>
/// How operators' spellings of resource classes and traits become Placement's names, in <c>device_spec</c> and in aliases alike
/// (<c>nova/compute/pci_placement_translator.py</c>, get_resource_class and get_traits).
/// </summary>
public static class PciPlacementNames
{
    /// <summary>The trait of every provider that Nova makes for a PCI device.</summary>
    public const string ManagedTrait = "COMPUTE_MANAGED_PCI_DEVICE";

    /// <summary>The trait of a provider whose device may be used once only.</summary>
    public const string OneTimeUseTrait = "HW_PCI_ONE_TIME_USE";

    /// <summary>The trait of a provider whose devices can be live-migrated (since release 34).</summary>
    public const string LiveMigratableTrait = "HW_PCI_LIVE_MIGRATABLE";

    /// <summary>The trait of every provider that Nova owns (since release 34).</summary>
    public const string OwnerTrait = "OWNER_NOVA";

    /// <summary>The resource class asked for, or one made from the ids when none is (null or empty).</summary>
    public static string ResourceClass(string? requested, string? vendorId, string? productId)
    {
        if (string.IsNullOrEmpty(requested))
        {
            return Upper($"CUSTOM_PCI_{vendorId ?? "None"}_{productId ?? "None"}");
        }

        string name = Upper(requested);
        bool keeps = StandardNames.IsResourceClass(name) || name.StartsWith(StandardNames.CustomPrefix, StringComparison.Ordinal);
        return keeps ? name : Custom(name);
    }

    /// <summary>
    /// The traits of a list with commas between them, each once, in ascending ordinal order. White space is not taken off, and a
    /// standard trait is known only in its exact letter case.
    /// </summary>
    public static IReadOnlyList<string> Traits(string? list)
    {
        if (string.IsNullOrEmpty(list))
        {
            return [];
        }

        SortedSet<string> traits = new(StringComparer.Ordinal);
        foreach (string item in list.Split(','))
        {
            traits.Add(Trait(item));
        }

        return [.. traits];
    }

    /// <summary>The name of the provider of a device or of a VF's parent: the node's name and the address in upper case.</summary>
    public static string ProviderName(string nodeName, string address) => $"{nodeName}_{Upper(address)}";

    private static string Trait(string item)
    {
        if (StandardNames.IsTrait(item))
        {
            return item;
        }

        string name = Upper(item);
        return name.StartsWith(StandardNames.CustomPrefix, StringComparison.Ordinal) ? name : Custom(name);
    }

    /// <summary>Each run of letters that are neither A to Z nor digits becomes one underscore; an underscore is one of them.</summary>
    private static string Custom(string upper)
    {
        StringBuilder text = new(StandardNames.CustomPrefix);
        bool inRun = false;
        foreach (char letter in upper)
        {
            if (char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
            {
                text.Append(letter);
                inRun = false;
            }
            else if (!inRun)
            {
                text.Append('_');
                inRun = true;
            }
        }

        return text.ToString();
    }

    /// <summary>Upper case as Python makes it, where that yields A to Z: unlike .NET it spells out ligatures and the sharp s.</summary>
    private static string Upper(string text)
    {
        StringBuilder upper = new(text.Length);
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '\u00DF' => upper.Append("SS"),
                '\u0131' => upper.Append('I'),
                '\u017F' => upper.Append('S'),
                '\u01F0' => upper.Append("J\u030C"),
                '\u1E96' => upper.Append("H\u0331"),
                '\u1E97' => upper.Append("T\u0308"),
                '\u1E98' => upper.Append("W\u030A"),
                '\u1E99' => upper.Append("Y\u030A"),
                '\u1E9A' => upper.Append("A\u02BE"),
                '\u0149' => upper.Append("\u02BCN"),
                '\uFB00' => upper.Append("FF"),
                '\uFB01' => upper.Append("FI"),
                '\uFB02' => upper.Append("FL"),
                '\uFB03' => upper.Append("FFI"),
                '\uFB04' => upper.Append("FFL"),
                '\uFB05' or '\uFB06' => upper.Append("ST"),
                _ => upper.Append(char.ToUpper(letter, CultureInfo.InvariantCulture)),
            };
        }

        return upper.ToString();
    }
}
