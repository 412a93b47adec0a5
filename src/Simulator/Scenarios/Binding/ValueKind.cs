using System.Text.Json.Nodes;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>
/// A kind of value: how it is read from a document and how JSON Schema describes it. Both come from one place, so they agree.
/// </summary>
/// <typeparam name="T">What it becomes.</typeparam>
public abstract class ValueKind<T>
{
    /// <summary>Reads a value; a problem is reported at its place.</summary>
    /// <returns>False after a problem.</returns>
    public abstract bool TryRead(Node node, BindContext context, out T value);

    /// <summary>The kind's JSON Schema.</summary>
    public abstract JsonObject ToSchema(SchemaWriter writer);

    /// <summary>The kind with the place of each value.</summary>
    public ValueKind<Placed<T>> WithPlace() => new PlacedKind<T>(this);
}
