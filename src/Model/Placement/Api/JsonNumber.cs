using System.Text.Json;

namespace Model.Placement.Api;

/// <summary>Integers as the service reads them: 1 and 1.0 alike, of any size.</summary>
internal static class JsonNumber
{
    /// <summary>Reads an integer; one beyond 64 bits becomes the nearest that is not. False for anything else.</summary>
    public static bool TryInteger(JsonElement value, out long number)
    {
        number = 0;
        if (value.ValueKind != JsonValueKind.Number)
        {
            return false;
        }

        if (value.TryGetInt64(out number))
        {
            return true;
        }

        double real = value.GetDouble();
        if (Math.Floor(real) != real)
        {
            return false;
        }

        number = real >= long.MaxValue ? long.MaxValue : real <= long.MinValue ? long.MinValue : (long)real;
        return true;
    }

    /// <summary>An integer that a shape has already found to fit 32 bits.</summary>
    public static int Int(JsonElement value) =>
        TryInteger(value, out long number) ? (int)number : throw new InvalidOperationException("not an integer");

    /// <summary>A generation: any integer; one beyond 32 bits equals none that exists.</summary>
    public static int Generation(JsonElement value)
    {
        _ = TryInteger(value, out long number);
        return number is >= int.MinValue and <= int.MaxValue ? (int)number : int.MinValue;
    }
}
