using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Model.Diagnostics;

namespace Simulator.Commands;

/// <summary>What the values of options and arguments must be; what cannot be read as their type is told by <see cref="UsageErrors"/>.</summary>
internal static class VerbOptions
{
    /// <summary>Refuses whole numbers below a limit.</summary>
    public static Action<OptionResult> AtLeast(Option option, long least) => result =>
    {
        if (result.Tokens.Count > 0
            && long.TryParse(result.Tokens[^1].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number < least)
        {
            result.AddError(FormattableString.Invariant($"{option.Name} must be {least} or more, not {number}"));
        }
    };

    /// <summary>Refuses words that are not among the choices, with the nearest one that is.</summary>
    public static Action<ArgumentResult> OneOf(params string[] choices) => result =>
    {
        if (result.Tokens.Count > 0 && !choices.Contains(result.Tokens[^1].Value))
        {
            string word = result.Tokens[^1].Value;
            string nearest = NearestName.Find(word, choices) is { } near ? $" (did you mean '{near}'?)" : string.Empty;
            result.AddError($"'{word}' is none of {string.Join(", ", choices)}{nearest}");
        }
    };
}
