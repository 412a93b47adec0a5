using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A trace's column as read.</summary>
internal sealed record ColumnEntry
{
    public required Placed<string> Column { get; init; }

    public Placed<string>? Unit { get; init; }

    public string Prefix { get; init; } = string.Empty;

    public double Factor { get; init; } = 1;

    public IReadOnlyList<KeyValuePair<Placed<string>, Placed<string>>>? Table { get; init; }

    public Placed<string>? Alias { get; init; }
}
