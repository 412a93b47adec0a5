namespace Simulator.Scenarios.Format;

/// <summary>A trace's map as read.</summary>
internal sealed record TraceMapEntry
{
    public ColumnEntry? Name { get; init; }

    public required ColumnEntry At { get; init; }

    public ColumnEntry? Lifetime { get; init; }

    public ColumnEntry? Until { get; init; }

    public required TraceFlavorEntry Flavor { get; init; }

    public ColumnEntry? Image { get; init; }

    public ColumnEntry? Project { get; init; }
}
