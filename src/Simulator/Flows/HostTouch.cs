namespace Simulator.Flows;

/// <summary>Something changed a host.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">The operation that did it; null for the host's own service, an operator or a fault.</param>
internal readonly record struct HostTouch(TimeSpan At, FlowActor? Actor)
{
    /// <summary>In words.</summary>
    public override string ToString() => $"{Actor?.ToString() ?? "its own service (a start or an audit), an operator or a fault"} at {At}";
}
