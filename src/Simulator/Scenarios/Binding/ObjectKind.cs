using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>A mapping with fixed keys.</summary>
/// <param name="keys">The keys.</param>
/// <param name="bind">Makes the value; gives null after a problem that it has reported.</param>
public sealed class ObjectKind<T>(KeySet keys, Func<MappingReader, T?> bind) : ValueKind<T>
    where T : class
{
    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out T value)
    {
        value = null!;
        if (MappingReader.Open(node, keys, context) is { } reader && bind(reader) is { } bound)
        {
            value = bound;
        }

        return value is not null;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) => writer.Reference(keys);
}
