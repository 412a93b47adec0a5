using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>A list; with <paramref name="allowsSingle"/>, a lone value counts as a list of one.</summary>
/// <param name="item">Kind of the items.</param>
/// <param name="allowsSingle">Whether the list's brackets may be left out around one item.</param>
public sealed class ListKind<T>(ValueKind<T> item, bool allowsSingle = false) : ValueKind<IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out IReadOnlyList<T> value)
    {
        List<T> items = [];
        value = items;
        if (node is not SequenceNode && !allowsSingle)
        {
            if (node.IsNull)
            {
                return true;
            }

            context.Error(ScenarioCodes.WrongKind, node.Position, $"expected a list, found {node.KindName}");
            return false;
        }

        // Items with problems are left out, so that the rest can still be checked.
        foreach (Node child in node is SequenceNode list ? list.Items : [node])
        {
            if (item.TryRead(child, context, out T content))
            {
                items.Add(content);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer)
    {
        JsonObject list = new() { ["type"] = "array", ["items"] = item.ToSchema(writer) };
        return allowsSingle ? new JsonObject { ["anyOf"] = new JsonArray(item.ToSchema(writer), list) } : list;
    }
}
