namespace Simulator.Scenarios.Values;

/// <summary>Rates as people write them: <c>40/h</c>, <c>0.5 / s</c>.</summary>
public static class RateText
{
    /// <summary>Pattern of what is accepted, for JSON Schema.</summary>
    public const string Pattern = @"^\s*[0-9.]+(e[+-]?[0-9]+)?\s*/\s*(ms|s|sec|m|min|h|d|w)\s*$";

    /// <summary>Reads a rate.</summary>
    /// <param name="text">The text.</param>
    /// <param name="interval">Mean time between two events: above zero and at most <see cref="DurationText.Max"/>.</param>
    /// <param name="problem">On failure, what is wrong.</param>
    public static bool TryParse(string text, out TimeSpan interval, out string problem)
    {
        interval = TimeSpan.Zero;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !NumberWithUnit.TrySplit(text.AsSpan(0, slash), out double number, out ReadOnlySpan<char> rest) || rest.Length > 0)
        {
            problem = $"'{text}' is not a rate; write a number and a unit of time, for example 40/h";
            return false;
        }

        if (!DurationText.TryParse($"1{text.AsSpan(slash + 1).Trim()}", out TimeSpan period, out problem))
        {
            problem = $"'{text.AsSpan(slash + 1).Trim()}' is not a unit of time; use one of {DurationText.Units}";
            return false;
        }

        double ticks = period.Ticks / number;
        problem = $"'{text}' is not above 0 and within 10 million a second and one a century";
        if (number <= 0 || ticks < 1 || ticks > DurationText.Max.Ticks)
        {
            return false;
        }

        interval = TimeSpan.FromTicks((long)Math.Round(ticks));
        problem = string.Empty;
        return true;
    }
}
