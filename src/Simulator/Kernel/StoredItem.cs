namespace Simulator.Kernel;

/// <summary>An item in a store and the tick at which it came in.</summary>
internal readonly record struct StoredItem(object Item, long Since);
