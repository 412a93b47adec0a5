using System.Text.Json;

namespace Model.Scheduling;

/// <summary>Reads JSON text into loose values, as Python's <c>json.loads</c> does.</summary>
public static class LooseJson
{
    /// <summary>Reads a text; false when it is not JSON.</summary>
    public static bool TryParse(string text, out object? value)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            value = Convert(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            value = text.Trim() switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                _ => null,
            };
            return value is not null;
        }
    }

    private static object? Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => ConvertNumber(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Convert).ToList(),
        JsonValueKind.Object => ConvertMap(element),
        _ => null,
    };

    /// <summary>A number is whole only if it is written without point and exponent.</summary>
    private static object ConvertNumber(JsonElement element) =>
        element.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && element.TryGetInt64(out long whole) ? whole : element.GetDouble();

    private static LooseMap ConvertMap(JsonElement element)
    {
        LooseMap map = new();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            map.Set(property.Name, Convert(property.Value));
        }

        return map;
    }
}
