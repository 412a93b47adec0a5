using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>A mapping whose keys the user chooses: names of flavors, extra specs and the like, in the order of the file.</summary>
/// <param name="item">Kind of the values.</param>
public sealed class MapKind<T>(ValueKind<T> item) : ValueKind<IReadOnlyList<KeyValuePair<Placed<string>, T>>>
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out IReadOnlyList<KeyValuePair<Placed<string>, T>> value)
    {
        List<KeyValuePair<Placed<string>, T>> entries = [];
        value = entries;
        if (node.IsNull)
        {
            return true;
        }

        if (node is not MappingNode mapping)
        {
            context.Error(ScenarioCodes.WrongKind, node.Position, $"expected a mapping of names, found {node.KindName}");
            return false;
        }

        foreach (MappingEntry entry in mapping.Entries)
        {
            if (item.TryRead(entry.Value, context, out T content))
            {
                entries.Add(new(new Placed<string>(entry.Key.Value, entry.Key.Position), content));
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) =>
        new() { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = item.ToSchema(writer) };
}
