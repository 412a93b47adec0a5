using System.Globalization;

namespace Simulator.Scenarios.Values;

/// <summary>Durations as people write them: <c>30d</c>, <c>8h</c>, <c>1.5 h</c>, <c>250 ms</c>, <c>1d 12h</c>.</summary>
public static class DurationText
{
    /// <summary>The units, for messages.</summary>
    public const string Units = "us, ms, s, min, h, d, w";

    /// <summary>The longest duration that is accepted: a century.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromDays(36_525);

    /// <summary>Pattern of what is accepted, for JSON Schema.</summary>
    public const string Pattern = @"^\s*(0|([0-9.]+(e[+-]?[0-9]+)?\s*(us|ms|s|sec|m|min|h|d|w)\s*)+)$";

    /// <summary>Reads a duration: one or more numbers, each with a unit; plain 0 needs none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="duration">The duration, 0 or more, to the tick of 100 ns; zero on failure.</param>
    /// <param name="problem">On failure, what is wrong.</param>
    public static bool TryParse(string text, out TimeSpan duration, out string problem)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        double ticks = 0;
        duration = TimeSpan.Zero;
        problem = $"'{text}' is not a duration; write a number and a unit ({Units}), for example 8h";
        if (rest.Length == 0)
        {
            return false;
        }

        while (rest.Length > 0)
        {
            if (!NumberWithUnit.TrySplit(rest, out double number, out ReadOnlySpan<char> tail))
            {
                return false;
            }

            int length = 0;
            while (length < tail.Length && char.IsAsciiLetter(tail[length]))
            {
                length++;
            }

            double unit = TicksOf(tail[..length]);
            if (number < 0)
            {
                problem = $"'{text}' is negative; a duration is 0 or more";
                return false;
            }

            if (unit == 0 && !(length == 0 && number == 0))
            {
                problem = length > 0
                    ? $"'{tail[..length]}' is not a unit of time; use one of {Units}{NumberWithUnit.NearestUnit(tail[..length], Units)}"
                    : tail.StartsWith(',') ? $"'{text}' has a comma; decimals follow a point, as in 1.5 h"
                    : $"'{text}' has no unit; a duration needs one of {Units}";
                return false;
            }

            ticks += number * unit;
            rest = tail[length..].TrimStart();
        }

        if (ticks > Max.Ticks)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"'{text}' is longer than the limit of {Max.TotalDays} days");
            return false;
        }

        duration = TimeSpan.FromTicks((long)Math.Round(ticks));
        return true;
    }

    private static double TicksOf(ReadOnlySpan<char> unit) => unit switch
    {
        "us" => TimeSpan.TicksPerMicrosecond,
        "ms" => TimeSpan.TicksPerMillisecond,
        "s" or "sec" => TimeSpan.TicksPerSecond,
        "m" or "min" => TimeSpan.TicksPerMinute,
        "h" => TimeSpan.TicksPerHour,
        "d" => TimeSpan.TicksPerDay,
        "w" => 7 * TimeSpan.TicksPerDay,
        _ => 0,
    };
}
