using System.Text.Json.Nodes;

namespace Simulator.Scenarios.Binding;

/// <summary>A key of a mapping: what the reader and the schema know about it.</summary>
/// <param name="Name">The key as written.</param>
/// <param name="Description">One sentence for editors and documentation.</param>
/// <param name="IsRequired">Whether it must be there.</param>
public abstract record Key(string Name, string Description, bool IsRequired)
{
    /// <summary>JSON Schema of its value.</summary>
    public abstract JsonObject ToSchema(SchemaWriter writer);
}
