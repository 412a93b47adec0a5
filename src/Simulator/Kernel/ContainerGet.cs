namespace Simulator.Kernel;

/// <summary>Happens when an amount has been taken out of a container.</summary>
public sealed class ContainerGet : WaitingEvent
{
    internal ContainerGet(Simulation environment, double amount)
        : base(environment) => Amount = amount;

    /// <summary>How much.</summary>
    public double Amount { get; }
}
