namespace Simulator.Kernel;

/// <summary>Happens when an item has been taken out of a store; the item is the value.</summary>
public class StoreGet : WaitingEvent
{
    internal StoreGet(Simulation environment)
        : base(environment)
    {
    }
}
