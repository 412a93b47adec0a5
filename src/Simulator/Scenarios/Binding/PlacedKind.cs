using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>Another kind, with the place of each value.</summary>
internal sealed class PlacedKind<T>(ValueKind<T> inner) : ValueKind<Placed<T>>
{
    public override bool TryRead(Node node, BindContext context, out Placed<T> value)
    {
        bool isRead = inner.TryRead(node, context, out T content);
        value = new Placed<T>(content, node.Position);
        return isRead;
    }

    public override JsonObject ToSchema(SchemaWriter writer) => inner.ToSchema(writer);
}
