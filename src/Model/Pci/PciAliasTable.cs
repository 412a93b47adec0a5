using System.Globalization;
using System.Text.Json;
using Model.Python;

namespace Model.Pci;

/// <summary>All of <c>[pci]alias</c>, read and checked as a whole (<c>nova/pci/request.py</c>, get_alias_from_config). Immutable.</summary>
public sealed class PciAliasTable
{
    private const string NameKey = "name";
    private const string DeviceTypeKey = "device_type";
    private const string PolicyKey = "numa_policy";
    private const int NameMax = 256;

    private readonly List<PciAlias> _aliases;
    private readonly Dictionary<string, PciAlias> _byName;

    private PciAliasTable(List<PciAlias> aliases)
    {
        _aliases = aliases;
        _byName = aliases.ToDictionary(static alias => alias.Name, StringComparer.Ordinal);
    }

    /// <summary>No alias at all.</summary>
    public static PciAliasTable Empty { get; } = new([]);

    /// <summary>The aliases in order of their first entry.</summary>
    public IReadOnlyList<PciAlias> Aliases => _aliases;

    /// <summary>Reads the values of the option.</summary>
    /// <param name="entries">One JSON object each.</param>
    /// <param name="pciInPlacement">The option <c>[filter_scheduler]pci_in_placement</c>.</param>
    /// <param name="rules">The release's rules; null means 2025.2.</param>
    /// <exception cref="NovaException"><c>PciInvalidAlias</c>, whatever is wrong.</exception>
    public static PciAliasTable Parse(IReadOnlyList<string> entries, bool pciInPlacement, PciRules? rules = null)
    {
        PciRules used = rules ?? PciRules.Default;
        List<PciAlias> aliases = [];
        foreach (string entry in entries)
        {
            PciAlias alias = ParseEntry(entry, used);
            int index = aliases.FindIndex(other => other.Name == alias.Name);
            if (index < 0)
            {
                aliases.Add(alias);
            }
            else
            {
                aliases[index] = Merge(aliases[index], alias);
            }
        }

        if (used.AliasStrictIds)
        {
            CheckIds(aliases, pciInPlacement);
        }

        return new PciAliasTable(aliases);
    }

    /// <summary>Finds an alias; letter case matters.</summary>
    public bool TryGet(string name, out PciAlias alias) => _byName.TryGetValue(name, out alias!);

    private static PciAlias ParseEntry(string entry, PciRules rules)
    {
        Dictionary<string, string?> spec = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(entry);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid($"{entry} is not an object");
            }

            Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                // Of a key that comes twice only the last value is there to be checked.
                members[member.Name] = member.Value;
                if (!IsKnown(member.Name, rules))
                {
                    throw Invalid($"additional property '{member.Name}'");
                }
            }

            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                spec[member.Name] = Check(member.Name, members[member.Name], rules);
            }
        }
        catch (JsonException problem)
        {
            // The parser's own words count lines and bytes of one alias, which helps nobody.
            long column = (problem.BytePositionInLine ?? 0) + 1;
            string place = string.Create(CultureInfo.InvariantCulture, $"not valid JSON near its character {column}");
            throw Invalid($"{place}; names and texts stand in double quotes, and all brackets are closed");
        }

        if (!spec.Remove(NameKey, out string? name))
        {
            throw Invalid("'name' is a required property");
        }

        PciNumaPolicy policy = PciNumaPolicy.Legacy;
        if (spec.Remove(PolicyKey, out string? policyName))
        {
            _ = PciNumaPolicies.TryParse(policyName, out policy);
        }

        if (spec.Remove(DeviceTypeKey, out string? deviceType))
        {
            spec[PciTags.DevType] = deviceType;
        }

        return new PciAlias(PythonText.Strip(name).ToString(), policy, [spec]);
    }

    private static bool IsKnown(string key, PciRules rules) => key switch
    {
        NameKey or "capability_type" or PciTags.ProductId or PciTags.VendorId or DeviceTypeKey or PolicyKey => true,
        PciTags.ResourceClass or PciTags.Traits => rules.AliasPlacementFields,
        PciTags.LiveMigratable => rules.AliasLiveMigratable,
        _ => false,
    };

    private static string Check(string key, JsonElement value, PciRules rules)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Invalid($"{value.GetRawText()} is not of type 'string'");
        }

        string text = value.GetString()!;
        switch (key)
        {
            case PciTags.LiveMigratable when PythonText.TryBoolean(text, out bool migratable):
                return migratable ? "true" : "false";
            case NameKey when text.Length is > 0 && text.EnumerateRunes().Count() <= NameMax:
            case "capability_type" when text == "pci":
            case PciTags.ProductId or PciTags.VendorId when IsId(text):
            case DeviceTypeKey when text is "type-PCI" or "type-PF" or "type-VF":
            case PolicyKey when PciNumaPolicies.TryParse(text, out PciNumaPolicy policy)
                && (policy != PciNumaPolicy.Socket || rules.SocketPolicy):
            case PciTags.ResourceClass or PciTags.Traits:
                return text;
            default:
                throw Invalid($"'{text}' is not valid for '{key}'");
        }
    }

    /// <summary>Four hexadecimal digits; as in Python, any Unicode decimal digit counts and a line end may follow.</summary>
    private static bool IsId(string text)
    {
        ReadOnlySpan<char> digits = text.EndsWith('\n') ? text.AsSpan(0, text.Length - 1) : text;
        if (digits.Length != 4)
        {
            return false;
        }

        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit) && !char.IsDigit(digit))
            {
                return false;
            }
        }

        return true;
    }

    private static PciAlias Merge(PciAlias first, PciAlias next)
    {
        if (first.NumaPolicy != next.NumaPolicy)
        {
            throw Invalid($"NUMA policy mismatch for alias '{first.Name}'");
        }

        // Nova looks the type up without a default, so that entries of one name need one even where they agree on having none.
        if (!first.Specs[0].TryGetValue(PciTags.DevType, out string? deviceType)
            || !next.Specs[0].TryGetValue(PciTags.DevType, out string? nextType))
        {
            throw Invalid($"'{PciTags.DevType}'");
        }

        return deviceType == nextType
            ? first with { Specs = [.. first.Specs, .. next.Specs] }
            : throw Invalid($"Device type mismatch for alias '{first.Name}'");
    }

    private static void CheckIds(List<PciAlias> aliases, bool pciInPlacement)
    {
        List<string> repeated = [.. aliases.Where(static alias => alias.Specs.Count > 1).Select(static alias => alias.Name)];
        if (pciInPlacement && repeated.Count > 0)
        {
            throw Invalid(
                $"the aliases {string.Join(',', repeated)} have multiple specs, but [filter_scheduler]pci_in_placement supports one only");
        }

        List<string> incomplete =
        [
            .. aliases.Where(alias => alias.Specs.Any(spec => !IsComplete(spec, pciInPlacement))).Select(static alias => alias.Name),
        ];
        if (incomplete.Count > 0)
        {
            string names = string.Join(',', incomplete.Order(StringComparer.Ordinal));
            string alternative = pciInPlacement ? ", or resource_class" : string.Empty;
            throw Invalid($"the aliases {names} lack vendor_id and product_id{alternative}");
        }
    }

    private static bool IsComplete(IReadOnlyDictionary<string, string?> spec, bool pciInPlacement) =>
        (spec.ContainsKey(PciTags.VendorId) && spec.ContainsKey(PciTags.ProductId))
        || (pciInPlacement && spec.ContainsKey(PciTags.ResourceClass));

    private static NovaException Invalid(string reason) => new("PciInvalidAlias", $"Invalid PCI alias definition: {reason}");
}
