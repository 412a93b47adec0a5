using Model;

namespace Simulator.Flows;

/// <summary>What the API answered to a request for an operation; what goes wrong later is not told to the caller.</summary>
internal sealed class FlowOutcome
{
    /// <summary>The refusal, or null when the API took the request.</summary>
    public NovaException? Refusal { get; private set; }

    /// <summary>The HTTP status: 202, or the refusal's.</summary>
    public int Status { get; private set; } = 202;

    /// <summary>The API refuses.</summary>
    public void Refuse(int status, NovaException refusal) => (Status, Refusal) = (status, refusal);
}
