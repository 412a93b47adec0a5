using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Docs;

/// <summary>Writes the tables of keys of a reference page from the JSON Schema of the files it describes.</summary>
internal static class KeyTables
{
    /// <summary>The keys of the file itself, then those of every kind of mapping in it, by name.</summary>
    public static void Append(StringBuilder page, JsonObject schema)
    {
        AppendKeys(page, schema);
        foreach ((string name, JsonNode? definition) in schema["$defs"]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            JsonObject entry = definition!.AsObject();
            if (entry["properties"] is JsonObject { Count: > 0 })
            {
                page.Append("\n### ").Append(name).Append("\n\n");
                if (entry["description"] is { } description)
                {
                    page.Append(description.GetValue<string>()).Append("\n\n");
                }

                AppendKeys(page, entry);
            }
        }
    }

    private static void AppendKeys(StringBuilder page, JsonObject entry)
    {
        HashSet<string> required = [.. (entry["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>())];
        page.Append("| key | |\n|---|---|\n");
        foreach ((string key, JsonNode? value) in entry["properties"]!.AsObject())
        {
            string description = value!["description"]?.GetValue<string>() ?? "";
            page.Append(CultureInfo.InvariantCulture, $"| `{key}`{(required.Contains(key) ? " (needed)" : "")} | {description} |\n");
        }
    }
}
