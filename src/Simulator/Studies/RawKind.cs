using System.Text.Json.Nodes;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Studies;

/// <summary>A value that is kept as it is written, to be put into a scenario's document.</summary>
internal sealed class RawKind : ValueKind<Node>
{
    /// <summary>The one instance.</summary>
    public static RawKind Instance { get; } = new();

    /// <inheritdoc/>
    public override bool TryRead(Node node, BindContext context, out Node value)
    {
        value = node;
        return true;
    }

    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) => [];
}
