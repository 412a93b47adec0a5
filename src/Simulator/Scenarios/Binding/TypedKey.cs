using System.Text.Json.Nodes;

namespace Simulator.Scenarios.Binding;

/// <summary>A key whose values become <typeparamref name="T"/>.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Kind">How its value is read and described.</param>
/// <param name="Description">One sentence for editors and documentation.</param>
/// <param name="IsRequired">Whether it must be there.</param>
public sealed record TypedKey<T>(string Name, ValueKind<T> Kind, string Description, bool IsRequired)
    : Key(Name, Description, IsRequired)
{
    /// <inheritdoc/>
    public override JsonObject ToSchema(SchemaWriter writer) => Kind.ToSchema(writer);
}
