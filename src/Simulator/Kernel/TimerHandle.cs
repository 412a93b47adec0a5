namespace Simulator.Kernel;

/// <summary>Names one scheduled callback, so that it can be withdrawn. The default value names none.</summary>
public readonly record struct TimerHandle
{
    private readonly Simulation? simulation;
    private readonly long order;
    private readonly int slot;

    internal TimerHandle(Simulation simulation, int slot, long order)
    {
        this.simulation = simulation;
        this.slot = slot;
        this.order = order;
    }

    /// <summary>Withdraws the callback in constant time.</summary>
    /// <returns>False if it was called or withdrawn before.</returns>
    public bool Cancel() => simulation is not null && simulation.Withdraw(slot, order);
}
