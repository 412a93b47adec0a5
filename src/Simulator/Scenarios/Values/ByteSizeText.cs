namespace Simulator.Scenarios.Values;

/// <summary>Sizes as people write them: <c>256 GiB</c>, <c>512 MiB</c>, <c>4GB</c> (a GB is 10⁹ bytes).</summary>
public static class ByteSizeText
{
    /// <summary>The units, for messages.</summary>
    public const string Units = "B, KiB, MiB, GiB, TiB, PiB, KB, MB, GB, TB, PB";

    /// <summary>Pattern of what is accepted, for JSON Schema.</summary>
    public const string Pattern = @"^\s*[0-9.]+(e[+-]?[0-9]+)?\s*(B|[KMGTP]i?B)?\s*$";

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bareUnit">Bytes that a number without unit counts; 0 when a unit is needed.</param>
    /// <param name="bytes">The size in bytes, 0 or more, rounded to the nearest; 0 on failure.</param>
    /// <param name="problem">On failure, what is wrong.</param>
    public static bool TryParse(string text, long bareUnit, out long bytes, out string problem)
    {
        bytes = 0;
        if (!NumberWithUnit.TrySplit(text, out double number, out ReadOnlySpan<char> unit))
        {
            problem = $"'{text}' is not a size; write a number and a unit, for example 256 GiB";
            return false;
        }

        double factor = unit.Length == 0 ? bareUnit : BytesOf(unit);
        if (factor == 0)
        {
            problem = unit.Length == 0
                ? $"'{text}' has no unit; a size needs one of {Units}"
                : unit[0] == ',' ? $"'{text}' has a comma; decimals follow a point, as in 1.5 GiB"
                : $"'{unit}' is not a unit of size; use one of {Units}{NumberWithUnit.NearestUnit(unit, Units)}";
            return false;
        }

        double size = number * factor;
        problem = size < 0 ? $"'{text}' is negative; a size is 0 or more" : $"'{text}' is above the limit of 2^62 bytes";
        if (size is < 0 or > (1L << 62))
        {
            return false;
        }

        bytes = (long)Math.Round(size);
        problem = string.Empty;
        return true;
    }

    /// <summary>The bytes of a unit; 0 when there is no such unit.</summary>
    public static double BytesOf(ReadOnlySpan<char> unit) => unit switch
    {
        "B" => 1,
        "KiB" => 1L << 10,
        "MiB" => 1L << 20,
        "GiB" => 1L << 30,
        "TiB" => 1L << 40,
        "PiB" => 1L << 50,
        "KB" or "kB" => 1e3,
        "MB" => 1e6,
        "GB" => 1e9,
        "TB" => 1e12,
        "PB" => 1e15,
        _ => 0,
    };
}
