using System.Text.Json.Nodes;

namespace Simulator.Scenarios.Binding;

/// <summary>Collects the JSON Schema definitions of key sets while the schema is written.</summary>
public sealed class SchemaWriter
{
    private readonly SortedDictionary<string, JsonObject?> definitions = new(StringComparer.Ordinal);

    /// <summary>The JSON Schema (draft 2020-12) of documents whose root has these keys.</summary>
    public static JsonObject Write(KeySet root, string title)
    {
        SchemaWriter writer = new();
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = title,
        };
        foreach (KeyValuePair<string, JsonNode?> part in writer.Describe(root).ToList())
        {
            schema[part.Key] = part.Value?.DeepClone();
        }

        JsonObject all = [];
        foreach (KeyValuePair<string, JsonObject?> definition in writer.definitions)
        {
            all[definition.Key] = definition.Value;
        }

        schema["$defs"] = all;
        return schema;
    }

    /// <summary>A reference to the definition of a key set, which is written on first use.</summary>
    public JsonObject Reference(KeySet keys)
    {
        string name = keys.Name.Replace(' ', '-');
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = null;
            definitions[name] = Describe(keys);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    private JsonObject Describe(KeySet keys)
    {
        JsonObject properties = [];
        foreach (Key key in keys.Keys)
        {
            JsonObject value = key.ToSchema(this);
            value["description"] = key.Description;
            properties[key.Name] = value;
        }

        JsonObject schema = new()
        {
            ["description"] = keys.Description,
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        JsonArray required = [.. keys.Keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name)];
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        JsonArray rules = [.. keys.Alternatives.Select(OneOf)];
        if (rules.Count > 0)
        {
            schema["allOf"] = rules;
        }

        return schema;
    }

    private static JsonNode OneOf(IReadOnlyList<Key> group) => new JsonObject
    {
        ["oneOf"] = new JsonArray([.. group.Select(key => (JsonNode)new JsonObject { ["required"] = new JsonArray(key.Name) })]),
    };
}
