using System.Text.Json.Nodes;
using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>One of a few words.</summary>
/// <param name="choices">The words and what they mean.</param>
public sealed class ChoiceKind<T>(params (string Word, T Value)[] choices) : ValueKind<T>
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out T value)
    {
        string words = string.Join(", ", choices.Select(choice => choice.Word));
        value = default!;
        if (node is not ScalarNode scalar)
        {
            context.Error(ScenarioCodes.WrongKind, node.Position, $"expected one of {words}, found {node.KindName}");
            return false;
        }

        foreach ((string word, T meaning) in choices)
        {
            if (word == scalar.Value)
            {
                value = meaning;
                return true;
            }
        }

        string? nearest = NearestName.Find(scalar.Value, choices.Select(choice => choice.Word));
        context.Error(ScenarioCodes.InvalidValue, node.Position, $"'{scalar.Value}' is none of {words}", nearest);
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer)
    {
        // An editor's YAML parser may read on, off, yes and no as truth values.
        JsonArray words = [.. choices.Select(choice => (JsonNode)choice.Word)];
        bool hasSwitch = choices.Any(choice => choice.Word is "on" or "off" or "yes" or "no" or "true" or "false");
        return hasSwitch
            ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = words }, new JsonObject { ["type"] = "boolean" }) }
            : new JsonObject { ["enum"] = words };
    }
}
