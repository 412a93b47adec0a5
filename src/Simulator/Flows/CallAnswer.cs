using Model;

namespace Simulator.Flows;

/// <summary>What came of a call to a compute service that somebody waits for. Mutable.</summary>
internal sealed class CallAnswer
{
    /// <summary>Whether the service has answered.</summary>
    public bool IsGiven { get; set; }

    /// <summary>What it answered instead of a result, or that it never answered; null when all is well.</summary>
    public NovaException? Error { get; set; }
}
