namespace Simulator.Kernel;

/// <summary>One scheduled entry: an event (no callback, the event as state) or a callback with its state.</summary>
internal struct QueueNode
{
    /// <summary>Instant in ticks since the start of the simulation.</summary>
    public long Time;

    /// <summary>Insertion number; -1 once the slot is free or the entry was cancelled.</summary>
    public long Order;

    /// <summary>Rank among entries of the same instant; lower goes first.</summary>
    public int Priority;

    /// <summary>Next slot in the same unsorted list (or in the list of free slots); 0 ends the list.</summary>
    public int Next;

    /// <summary>What to call, or null when <see cref="State"/> is an event.</summary>
    public Action<object?>? Callback;

    /// <summary>The event, or the callback's argument. Both null marks a cancelled entry.</summary>
    public object? State;

    /// <summary>Whether the entry was cancelled and only waits for its slot to be reclaimed.</summary>
    public readonly bool IsDead => Callback is null && State is null;
}
