using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>A value that is written as one text.</summary>
/// <param name="what">What it is, for messages: "a duration such as 8h".</param>
/// <param name="reader">Reads the text.</param>
/// <param name="schema">Makes its JSON Schema.</param>
public sealed class ScalarKind<T>(string what, TextReader<T> reader, Func<JsonObject> schema) : ValueKind<T>
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out T value)
    {
        value = default!;
        if (node is not ScalarNode scalar || scalar.IsNull || scalar.IsFile)
        {
            string given = node is ScalarNode { IsFile: true } ? "a file" : node.KindName;
            context.Error(ScenarioCodes.WrongKind, node.Position, $"expected {what}, found {(given == "empty" ? "nothing" : given)}");
            return false;
        }

        if (reader(scalar.Value, out T content, out string problem))
        {
            value = content;
            return true;
        }

        context.Error(ScenarioCodes.InvalidValue, node.Position, problem);
        return false;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) => schema();
}
