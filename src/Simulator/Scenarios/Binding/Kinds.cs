using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Binding;

/// <summary>The kinds of plain values that scenarios are made of.</summary>
public static class Kinds
{
    /// <summary>A text that is not empty.</summary>
    public static ValueKind<string> Text { get; } = new ScalarKind<string>(
        "a text",
        (string text, out string value, out string problem) =>
        {
            value = text;
            problem = "the text is empty";
            return text.Trim().Length > 0;
        },
        () => new JsonObject { ["type"] = new JsonArray("string", "number") });

    /// <summary>Any text, number or truth value, kept as it is written.</summary>
    public static ValueKind<string> Verbatim { get; } = new ScalarKind<string>(
        "a text",
        (string text, out string value, out string problem) =>
        {
            value = text;
            problem = string.Empty;
            return true;
        },
        () => new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") });

    /// <summary>A truth value: true, yes, on or false, no, off.</summary>
    public static ValueKind<bool> Boolean { get; } = new ChoiceKind<bool>(
        ("true", true), ("false", false), ("yes", true), ("no", false), ("on", true), ("off", false));

    /// <summary>A duration of 0 or more.</summary>
    public static ValueKind<TimeSpan> Duration { get; } = new ScalarKind<TimeSpan>(
        $"a duration with a unit ({DurationText.Units})", DurationText.TryParse, () => Pattern(DurationText.Pattern, allowsNumber: true));

    /// <summary>A duration above 0.</summary>
    public static ValueKind<TimeSpan> PositiveDuration { get; } = new ScalarKind<TimeSpan>(
        $"a duration with a unit ({DurationText.Units})",
        (string text, out TimeSpan value, out string problem) =>
        {
            bool isRead = DurationText.TryParse(text, out value, out problem);
            problem = isRead ? $"'{text}' must be above 0" : problem;
            return isRead && value > TimeSpan.Zero;
        },
        () => Pattern(DurationText.Pattern, allowsNumber: false));

    /// <summary>A rate; becomes the mean time between two events.</summary>
    public static ValueKind<TimeSpan> Rate { get; } =
        new ScalarKind<TimeSpan>("a rate such as 40/h", RateText.TryParse, () => Pattern(RateText.Pattern, allowsNumber: false));

    /// <summary>A whole number within limits; underscores between digits are allowed.</summary>
    public static ValueKind<int> Whole(int minimum, int maximum = int.MaxValue) => new ScalarKind<int>(
        "a whole number",
        (string text, out int value, out string problem) =>
        {
            bool isRead = long.TryParse(text.Replace("_", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out long number);
            problem = !isRead ? $"'{text}' is not a whole number"
                : number < minimum ? string.Create(CultureInfo.InvariantCulture, $"{text} is below the minimum {minimum}")
                : string.Create(CultureInfo.InvariantCulture, $"{text} is above the maximum {maximum}");
            bool isValid = isRead && number >= minimum && number <= maximum;
            value = isValid ? (int)number : 0;
            return isValid;
        },
        () => new JsonObject { ["type"] = "integer", ["minimum"] = minimum, ["maximum"] = maximum });

    /// <summary>A number; NaN and infinities are refused.</summary>
    /// <param name="above">The number must be above this.</param>
    public static ValueKind<double> NumberAbove(double above) => new ScalarKind<double>(
        "a number",
        (string text, out double value, out string problem) =>
        {
            bool isRead = NumberWithUnit.TrySplit(text, out value, out ReadOnlySpan<char> rest) && rest.Length == 0;
            problem = isRead
                ? string.Create(CultureInfo.InvariantCulture, $"{text} must be above {above}")
                : $"'{text}' is not a finite number";
            return isRead && value > above;
        },
        () => new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = above });

    /// <summary>A finite number that is not below a limit.</summary>
    public static ValueKind<double> NumberFrom(double least) => new ScalarKind<double>(
        "a number",
        (string text, out double value, out string problem) =>
        {
            bool isRead = NumberWithUnit.TrySplit(text, out value, out ReadOnlySpan<char> rest) && rest.Length == 0;
            problem = isRead
                ? string.Create(CultureInfo.InvariantCulture, $"{text} is below the minimum {least}")
                : $"'{text}' is not a finite number";
            return isRead && value >= least;
        },
        () => new JsonObject { ["type"] = "number", ["minimum"] = least });

    /// <summary>
    /// A size in bytes; a number without unit counts <paramref name="bareUnit"/> bytes each, or is refused when that is 0.
    /// </summary>
    public static ValueKind<long> Size(long bareUnit) => new ScalarKind<long>(
        "a size such as 256 GiB",
        (string text, out long value, out string problem) => ByteSizeText.TryParse(text, bareUnit, out value, out problem),
        () => Pattern(ByteSizeText.Pattern, bareUnit > 0));

    /// <summary>A rate of data, in bytes per second; 0 or more.</summary>
    public static ValueKind<double> DataRate { get; } = new ScalarKind<double>(
        "a rate such as 25 Gbit/s or 100 MiB/s", DataRateText.TryParse, () => Pattern(DataRateText.Pattern, allowsNumber: false));

    /// <summary>A share: <c>5%</c> or <c>0.05</c>, from 0 to 1.</summary>
    public static ValueKind<double> Share { get; } = new ScalarKind<double>(
        "a share such as 5%",
        (string text, out double value, out string problem) =>
        {
            bool isRead = NumberWithUnit.TrySplit(text, out value, out ReadOnlySpan<char> unit) && unit is "" or "%";
            value = unit is "%" ? value / 100 : value;
            problem = isRead ? $"{text} is not within 0 and 100%" : $"'{text}' is not a share; write for example 5%";
            return isRead && value is >= 0 and <= 1;
        },
        () => Pattern(@"^\s*[0-9.]+\s*%?\s*$", allowsNumber: true));

    private static JsonObject Pattern(string pattern, bool allowsNumber)
    {
        JsonObject text = new() { ["type"] = "string", ["pattern"] = pattern };
        JsonObject number = new() { ["type"] = "number", ["minimum"] = 0 };
        return allowsNumber ? new JsonObject { ["anyOf"] = new JsonArray(text, number) } : text;
    }
}
