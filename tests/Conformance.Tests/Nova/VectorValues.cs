using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;

namespace Conformance.Tests.Nova;

/// <summary>Readings and comparisons that several categories of Nova's vectors share.</summary>
internal static class VectorValues
{
    /// <summary>The members of an object as text, in order; numbers and booleans as Python's <c>str</c> shows them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(JsonElement element) =>
        [.. element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Text(member.Value)))];

    /// <summary>The strings of an array; null is an empty list.</summary>
    public static IReadOnlyList<string> Strings(JsonElement element) => element.ValueKind == JsonValueKind.Null
        ? []
        : [.. element.EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>An array of strings, or null for null.</summary>
    public static IReadOnlyList<string>? StringsOrNull(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : Strings(element);

    /// <summary>A whole number, or null for null.</summary>
    public static int? IntegerOrNull(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetInt32();

    /// <summary>A scalar as Python's <c>str</c> shows it, or null for null.</summary>
    public static string? TextOrNull(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : Text(element);

    /// <summary>A JSON array of strings.</summary>
    public static JsonArray Array(IEnumerable<string?> values) => [.. values.Select(value => (JsonNode?)value)];

    /// <summary>Turns an answer into that of an error, with where it arose.</summary>
    public static JsonObject Error(NovaException refusal, JsonObject answer, string whereName, string? where)
    {
        answer["result"] = "error";
        answer["exception"] = refusal.Name;
        if (where is not null)
        {
            answer[whereName] = where;
        }

        return answer;
    }

    /// <summary>
    /// Compares a whole answer. The wording of messages is not compared; where the recording marks an error as one that Nova
    /// did not raise on purpose, its class is not compared either.
    /// </summary>
    public static void CompareOutcome(JsonElement expected, JsonObject actual)
    {
        JsonObject wanted = JsonNode.Parse(expected.GetRawText())!.AsObject();
        wanted.Remove("message");
        if (wanted.Remove("internal", out JsonNode? mark) && mark!.GetValue<bool>())
        {
            wanted.Remove("exception");
            actual.Remove("exception");
        }

        using JsonDocument document = JsonDocument.Parse(wanted.ToJsonString());
        Compare.Equal(document.RootElement, actual);
    }

    public static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "True",
        JsonValueKind.False => "False",
        JsonValueKind.Number when value.TryGetInt64(out long number) => number.ToString(CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw new ConformanceException($"a value of kind {value.ValueKind} is not understood here"),
    };
}
