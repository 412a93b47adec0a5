using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An explicit request as read.</summary>
internal sealed record RequestEntry
{
    public required TimeSpan At { get; init; }

    public required Placed<string> Name { get; init; }

    public required Placed<string> Flavor { get; init; }

    public Placed<string>? Image { get; init; }

    public TimeSpan? Lifetime { get; init; }

    public string Project { get; init; } = "default";

    public Placed<string>? Host { get; init; }

    public Placed<string>? Destination { get; init; }

    public string? Zone { get; init; }

    public Placed<string>? Group { get; init; }

    public IReadOnlyList<PortEntry> Ports { get; init; } = [];

    public IReadOnlyList<Placed<string>> Networks { get; init; } = [];

    public IReadOnlyList<FaultEntry> Faults { get; init; } = [];
}
