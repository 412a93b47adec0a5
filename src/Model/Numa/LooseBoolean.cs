namespace Model.Numa;

/// <summary>Yes and no as oslo.utils' <c>bool_from_string</c> reads them when it is not strict: what is not a yes is a no.</summary>
internal static class LooseBoolean
{
    /// <summary>Reads a value; null is a no.</summary>
    public static bool Parse(string? text) =>
        text?.Trim().ToLowerInvariant() is "1" or "t" or "true" or "on" or "y" or "yes";
}
