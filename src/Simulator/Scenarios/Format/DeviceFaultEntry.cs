using Model.Diagnostics;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>devices:</c> as read: hosts are patterns, and nothing has been compared with the hosts' hardware.</summary>
internal sealed record DeviceFaultEntry(SourcePosition Position, DeviceFaultDefinition Fault)
{
    public IReadOnlyList<Placed<string>> Hosts { get; init; } = [];

    /// <summary>Where the ids of the failing functions are written.</summary>
    public SourcePosition IdPosition { get; init; }

    /// <summary>Where the replacement is written.</summary>
    public SourcePosition ReplacementPosition { get; init; }
}
