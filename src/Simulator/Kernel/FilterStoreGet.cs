namespace Simulator.Kernel;

/// <summary>Happens when an item that passes a filter has been taken out of a store.</summary>
public sealed class FilterStoreGet : StoreGet
{
    internal FilterStoreGet(Simulation environment, Func<object, bool> filter)
        : base(environment) => Filter = filter;

    /// <summary>What an item must pass.</summary>
    public Func<object, bool> Filter { get; }
}
