using Model.Configuration;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An operation as read, with the places of the names in it.</summary>
internal sealed record OperationEntry(Operation Operation, Placed<string> Target)
{
    public Placed<string>? Host { get; init; }

    public Placed<string>? Flavor { get; init; }

    public Placed<string>? Image { get; init; }

    public Placed<string>? Port { get; init; }

    public Placed<string>? Hardware { get; init; }

    public IReadOnlyList<SourceText> NovaConf { get; init; } = [];

    public NovaRelease? Release { get; init; }

    public IReadOnlyList<FaultEntry> Faults { get; init; } = [];
}
