using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Model.Placement;

namespace Model.Compute.ExtraSpecs;

/// <summary>
/// Says which extra specs a flavor may have, as Nova's API does from microversion 2.86 on
/// (<c>nova/api/validation/extra_specs/validators.py</c>). Names in namespaces that Nova does not know are accepted with any value.
/// </summary>
public static class ExtraSpecValidator
{
    private const string GroupPattern = "([a-zA-Z0-9_-]{1,64})?";

    private static readonly FrozenDictionary<string, ValueRule> Named =
        ExtraSpecTable.Named.ToFrozenDictionary(entry => entry.Name, entry => entry.Rule, StringComparer.Ordinal);

    private static readonly (Regex Name, ValueRule Rule)[] Patterns =
        [.. ExtraSpecTable.Patterns.Select(entry => (ValueRule.WholeText(entry.Pattern), entry.Rule))];

    private static readonly Regex GroupedNamespace = ValueRule.WholeText($"(resources|trait){GroupPattern}");
    private static readonly ValueRule TraitRule = ValueRule.OneOf("required", "forbidden");
    private static readonly ValueRule ResourceRule = ValueRule.WholeNumber();

    /// <summary>Accepts or refuses one extra spec of a flavor.</summary>
    /// <exception cref="NovaException"><c>ValidationError</c>: the name is unknown in its namespace, or the value is not allowed.</exception>
    public static void Validate(string name, string value)
    {
        if (Refusal(name, value) is { } reason)
        {
            throw new NovaException("ValidationError", $"extra spec '{name}': {reason}");
        }
    }

    /// <summary>Why Nova's API refuses the extra spec, or null when it accepts it.</summary>
    public static string? Refusal(string name, string value)
    {
        if (Named.TryGetValue(name, out ValueRule? rule))
        {
            return rule.Refusal(value);
        }

        foreach ((Regex pattern, ValueRule patternRule) in Patterns)
        {
            if (pattern.IsMatch(name))
            {
                return patternRule.Refusal(value);
            }
        }

        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        string space = name[..colon];
        string rest = name[(colon + 1)..];
        if (GroupedNamespace.IsMatch(space))
        {
            return GroupedRefusal(space, rest, value);
        }

        bool known = Array.IndexOf(ExtraSpecTable.Namespaces, space) >= 0 || IsTemplate(space, rest);
        return known ? "Nova knows no extra spec of this name in this namespace" : null;
    }

    private static string? GroupedRefusal(string space, string rest, string value)
    {
        bool isTrait = space.StartsWith("trait", StringComparison.Ordinal);
        bool standard = isTrait ? StandardNames.IsTrait(rest) : StandardNames.IsResourceClass(rest);
        if (standard || IsCustom(rest))
        {
            return (isTrait ? TraitRule : ResourceRule).Refusal(value);
        }

        return isTrait ? $"{rest} is neither a standard nor a CUSTOM_ trait" : $"{rest} is neither a standard nor a CUSTOM_ resource class";
    }

    private static bool IsCustom(string name)
    {
        if (name.Length == StandardNames.CustomPrefix.Length || !name.StartsWith(StandardNames.CustomPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter) && letter != '_')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Nova looks templates up by their own text first, so the text of a template is a known but unusable name.</summary>
    private static bool IsTemplate(string space, string rest) => space switch
    {
        "trait{group}" => rest == "CUSTOM_{trait}" || StandardNames.IsTrait(rest),
        "resources{group}" => rest == "CUSTOM_{resource}" || StandardNames.IsResourceClass(rest),
        _ => false,
    };
}
