namespace Simulator.Kernel;

/// <summary>Happens when an item has been put into a store; the item is the value.</summary>
public sealed class StorePut : WaitingEvent
{
    internal StorePut(Simulation environment, object item, double priority)
        : base(environment)
    {
        ArgumentNullException.ThrowIfNull(item);
        Value = item;
        Priority = priority;
    }

    internal double Priority { get; }
}
