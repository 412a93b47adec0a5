using System.Text.Json.Nodes;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Values;

namespace Simulator.Studies;

/// <summary>Kinds of values that only studies have.</summary>
internal static class StudyKinds
{
    /// <summary>A number above 0 with or without <c>%</c>, or a duration in seconds.</summary>
    public static ValueKind<double> Amount { get; } = new ScalarKind<double>(
        "a number, a percentage or a duration above 0",
        (string text, out double value, out string problem) =>
        {
            problem = $"'{text}' is not a number above 0, a percentage such as 0.5% or a duration such as 2s";
            return TryAmount(text, out value) && value > 0;
        },
        () => new JsonObject { ["type"] = new JsonArray("string", "number") });

    /// <summary>A share above 0 and below 1, mostly written as a percentage.</summary>
    public static ValueKind<double> Confidence { get; } = new ScalarKind<double>(
        "a confidence such as 95%",
        (string text, out double value, out string problem) =>
        {
            problem = $"'{text}' is not a confidence from 50% to below 100%";
            return TryAmount(text, out value) && value is >= 0.5 and < 1;
        },
        () => new JsonObject { ["type"] = new JsonArray("string", "number") });

    /// <summary>Reads a number, a percentage (÷ 100) or a duration (in seconds).</summary>
    public static bool TryAmount(string text, out double value)
    {
        if (NumberWithUnit.TrySplit(text, out value, out ReadOnlySpan<char> rest) && rest is "" or "%")
        {
            value = rest is "%" ? value / 100 : value;
            return true;
        }

        bool isTime = DurationText.TryParse(text, out TimeSpan time, out _);
        value = time.TotalSeconds;
        return isTime;
    }
}
