using Model.Diagnostics;
using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A workload as read.</summary>
internal sealed record WorkloadEntry
{
    public SourcePosition Position { get; init; }

    public Placed<string>? Name { get; init; }

    public Distribution? Arrivals { get; init; }

    public Placed<string>? Trace { get; init; }

    public TraceMapEntry? Map { get; init; }

    public IReadOnlyList<RequestEntry> Requests { get; init; } = [];

    public IReadOnlyList<KeyValuePair<Placed<string>, double>> Flavors { get; init; } = [];

    public Distribution? Lifetime { get; init; }

    public Placed<string>? Image { get; init; }

    public string Project { get; init; } = "default";

    public TimeSpan From { get; init; }

    public TimeSpan? Until { get; init; }

    public int? Limit { get; init; }

    public IReadOnlyList<PortEntry> Ports { get; init; } = [];

    public IReadOnlyList<Placed<string>> Networks { get; init; } = [];
}
