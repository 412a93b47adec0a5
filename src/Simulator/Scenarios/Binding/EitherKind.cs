using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>A value with a short form (a text) and a long one (a mapping or list).</summary>
public sealed class EitherKind<T>(ValueKind<T> shortForm, ValueKind<T> longForm) : ValueKind<T>
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out T value) =>
        (node is ScalarNode ? shortForm : longForm).TryRead(node, context, out value);

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) =>
        new() { ["anyOf"] = new JsonArray(shortForm.ToSchema(writer), longForm.ToSchema(writer)) };
}
