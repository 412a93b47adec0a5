using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>Another kind whose values are turned into something else.</summary>
public sealed class MappedKind<TIn, TOut>(ValueKind<TIn> inner, Func<TIn, TOut> turn) : ValueKind<TOut>
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out TOut value)
    {
        bool isRead = inner.TryRead(node, context, out TIn content);
        value = isRead ? turn(content) : default!;
        return isRead;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) => inner.ToSchema(writer);
}
