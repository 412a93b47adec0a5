using Model;

namespace Simulator.Flows;

/// <summary>One host that a new server was sent to, and what came of it.</summary>
internal sealed class BuildAttempt
{
    /// <summary>The host; null when there is none left.</summary>
    public HostSelection? Selection { get; set; }

    /// <summary>What the host was doing last: <c>compute claim</c>, <c>network</c> or <c>spawn</c>.</summary>
    public string Stage { get; set; } = "compute claim";

    /// <summary>Whether the host holds resources for the server.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Why it refused, or null.</summary>
    public NovaException? Refusal { get; set; }

    /// <summary>Whether the build ended because the server is being deleted.</summary>
    public bool IsPreempted { get; set; }
}
