using System.Text.RegularExpressions;
using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>
/// Replaces <c>$name</c>, <c>${name}</c> and <c>${group.name}</c> by the named option's value (<c>cfg.py</c>,
/// <c>ConfigOpts._substitute</c>).
/// <c>$$</c> and <c>\$</c> stand for a dollar sign; a dollar sign before anything else stays. A bare name is looked for in the group
/// of the option that uses it, then among the options without a group.
/// </summary>
internal sealed partial class Interpolator(OptionCatalogue catalogue, ConfigurationFiles files, DiagnosticBag diagnostics)
{
    /// <summary>Most options that may refer to one another in a chain; oslo.config stops at Python's recursion limit instead.</summary>
    public const int DepthMax = 32;

    /// <summary>The value with everything replaced; problems are reported at the value and leave the reference as it is.</summary>
    public ConfiguredText Apply(OptionDefinition option, ConfiguredText value) =>
        value.Text.Contains('$', StringComparison.Ordinal)
            ? value with { Text = Substitute(option.Group, value.Text, value, 0) }
            : value;

    private string Substitute(string group, string text, ConfiguredText origin, int depth) =>
        Reference().Replace(text.Replace("\\$", "$$", StringComparison.Ordinal), match =>
        {
            if (match.Groups["escaped"].Success)
            {
                return "$";
            }

            string name = match.Groups["named"].Success ? match.Groups["named"].Value : match.Groups["braced"].Value;
            if (depth >= DepthMax)
            {
                Report(origin, $"'{match.Value}' refers to itself");
                return match.Value;
            }

            return Resolve(group, name, origin, depth) ?? match.Value;
        });

    private string? Resolve(string group, string name, ConfiguredText origin, int depth)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        bool known = dot < 0
            ? TryFind(group, name, out OptionDefinition option) || TryFind(OptionDefinition.DefaultGroup, name, out option)
            : TryFind(name[..dot].ToLowerInvariant(), name[(dot + 1)..], out option);
        if (!known)
        {
            IEnumerable<string> candidates = catalogue.NamesIn(group).Concat(catalogue.NamesIn(OptionDefinition.DefaultGroup));
            Report(origin, $"'${name}' names no option (write $$ for a dollar sign)", NearestName.Find(name, candidates));
            return null;
        }

        if (option.IsMulti)
        {
            IEnumerable<string> items = files.Multi(option).Select(item => Substitute(option.Group, item.Text, origin, depth + 1));
            return OptionText.ToPython([.. items]);
        }

        string? text = files.Single(option)?.Text ?? option.Default;
        return text is null ? string.Empty : OptionText.ToPython(option, Substitute(option.Group, text, origin, depth + 1));
    }

    private bool TryFind(string group, string name, out OptionDefinition option) =>
        catalogue.TryFind(group, name, out option) || catalogue.TryFindDeprecated(group, name, out option);

    private void Report(ConfiguredText origin, string message, string? suggestion = null) =>
        diagnostics.Error(ConfigurationCodes.Interpolation, origin.Position, message, suggestion);

    [GeneratedRegex(@"\$(?:(?<escaped>\$)|(?<named>[_a-zA-Z][._a-zA-Z0-9]*)|\{(?<braced>[_a-zA-Z][._a-zA-Z0-9]*)\})")]
    private static partial Regex Reference();
}
