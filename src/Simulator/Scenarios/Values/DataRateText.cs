namespace Simulator.Scenarios.Values;

/// <summary>Rates of data as people write them: <c>25 Gbit/s</c>, <c>100 MiB/s</c>.</summary>
public static class DataRateText
{
    /// <summary>Pattern of what is accepted, for JSON Schema.</summary>
    public const string Pattern = @"^\s*[0-9.]+(e[+-]?[0-9]+)?\s*([KMGT]?bit|B|[KMGTP]i?B)/s\s*$";

    /// <summary>Reads a rate.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytesPerSecond">The rate, 0 or more.</param>
    /// <param name="problem">On failure, what is wrong.</param>
    public static bool TryParse(string text, out double bytesPerSecond, out string problem)
    {
        bytesPerSecond = 0;
        problem = $"'{text}' is not a rate of data; write a number and a unit, for example 25 Gbit/s or 100 MiB/s";
        if (!NumberWithUnit.TrySplit(text, out double number, out ReadOnlySpan<char> unit) || !unit.EndsWith("/s"))
        {
            return false;
        }

        double factor = unit[..^2].TrimEnd() switch
        {
            "bit" => 1 / 8.0,
            "Kbit" or "kbit" => 1e3 / 8,
            "Mbit" => 1e6 / 8,
            "Gbit" => 1e9 / 8,
            "Tbit" => 1e12 / 8,
            _ => ByteSizeText.BytesOf(unit[..^2].TrimEnd()),
        };
        bytesPerSecond = number * factor;
        return factor > 0 && bytesPerSecond is >= 0 and < 1e15;
    }
}
