namespace Simulator.Kernel;

/// <summary>Happens when an amount has been put into a container.</summary>
public sealed class ContainerPut : WaitingEvent
{
    internal ContainerPut(Simulation environment, double amount)
        : base(environment) => Amount = amount;

    /// <summary>How much.</summary>
    public double Amount { get; }
}
