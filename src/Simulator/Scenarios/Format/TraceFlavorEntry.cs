using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A trace's flavor as read: one of a fixed name, a column of names, or sizes.</summary>
internal sealed record TraceFlavorEntry
{
    public Placed<string>? Fixed { get; init; }

    public ColumnEntry? Named { get; init; }

    public ColumnEntry? Vcpus { get; init; }

    public ColumnEntry? Ram { get; init; }

    public ColumnEntry? Disk { get; init; }

    public ColumnEntry? Pci { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> ExtraSpecs { get; init; } = [];
}
