using Model;
using Simulator.Flows.Decisions;
using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>What came of asking the scheduler; filled by the process that asks.</summary>
internal sealed class SchedulingAnswer
{
    /// <summary>The host whose resources are claimed in Placement, or null.</summary>
    public HostSelection? Selected { get; set; }

    /// <summary>Hosts to try next if the compute refuses, best first; nothing is claimed on them.</summary>
    public Queue<HostSelection> Alternates { get; } = new();

    /// <summary>How it was decided, when somebody wants to know; else null.</summary>
    public Decision? Decision { get; set; }

    /// <summary>What the scheduler raised, or null.</summary>
    public NovaException? Error { get; set; }

    /// <summary>The refusal as the results tell it, or null.</summary>
    public FailureRecord? Refusal { get; set; }
}
