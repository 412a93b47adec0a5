using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Conformance.Tests.Harness;

/// <summary>Compares a whole answer with the recorded one: order of lists matters, order of members does not.</summary>
public static class Compare
{
    /// <summary>Throws with the path and both values of the first few differences.</summary>
    /// <param name="expected">The recorded answer.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="relativeTolerance">For numbers that are not integers; 0 compares exactly.</param>
    public static void Equal(JsonElement expected, JsonNode? actual, double relativeTolerance = 0)
    {
        List<string> differences = [];
        Walk("$", JsonNode.Parse(expected.GetRawText()), actual, relativeTolerance, differences);
        if (differences.Count > 0)
        {
            StringBuilder text = new();
            foreach (string difference in differences.Take(6))
            {
                text.Append("\n    ").Append(difference);
            }

            throw new ConformanceException($"{differences.Count} difference(s):{text}");
        }
    }

    private static void Walk(string path, JsonNode? expected, JsonNode? actual, double tolerance, List<string> differences)
    {
        switch (expected, actual)
        {
            case (null, null):
                return;
            case (JsonObject left, JsonObject right):
                foreach (string key in left.Select(p => p.Key).Union(right.Select(p => p.Key)).Order(StringComparer.Ordinal))
                {
                    if (!left.ContainsKey(key))
                    {
                        differences.Add($"{path}.{key}: not expected, got {Show(right[key])}");
                    }
                    else if (!right.ContainsKey(key))
                    {
                        differences.Add($"{path}.{key}: expected {Show(left[key])}, got nothing");
                    }
                    else
                    {
                        Walk($"{path}.{key}", left[key], right[key], tolerance, differences);
                    }
                }

                return;
            case (JsonArray left, JsonArray right) when left.Count == right.Count:
                for (int index = 0; index < left.Count; index++)
                {
                    Walk($"{path}[{index}]", left[index], right[index], tolerance, differences);
                }

                return;
            case (JsonValue left, JsonValue right) when SameValue(left, right, tolerance):
                return;
            default:
                differences.Add($"{path}: expected {Show(expected)}, got {Show(actual)}");
                return;
        }
    }

    private static bool SameValue(JsonValue left, JsonValue right, double tolerance)
    {
        JsonValueKind kind = left.GetValueKind();
        if (kind != right.GetValueKind())
        {
            return false;
        }

        if (kind == JsonValueKind.String)
        {
            return left.GetValue<string>() == right.GetValue<string>();
        }

        if (kind != JsonValueKind.Number)
        {
            return true;
        }

        double a = double.Parse(left.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
        double b = double.Parse(right.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
        return a.Equals(b) || Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
    }

    private static string Show(JsonNode? node)
    {
        string text = node?.ToJsonString() ?? "null";
        return text.Length <= 300 ? text : text[..300] + "…";
    }
}
