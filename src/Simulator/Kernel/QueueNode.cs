namespace Simulator.Kernel;

/// <summary>One scheduled entry: an event (no callback, the event as state) or a callback with its state.</summary>
internal struct QueueNode
{
    /// <summary>Instant in ticks since the start of the simulation.</summary>
    public long Time;

    /// <summary>Insertion number; its complement (negative) once the entry was cancelled, -1 while the slot is free.</summary>
    public long Order;

    /// <summary>Rank among entries of the same instant; lower goes first.</summary>
    public int Priority;

    /// <summary>Next slot in the same unsorted list (or in the list of free slots); 0 ends the list.</summary>
    public int Next;

    /// <summary>What to call, or null when <see cref="State"/> is an event.</summary>
    public Action<object?>? Callback;

    /// <summary>The event, or the callback's argument.</summary>
    public object? State;

    /// <summary>Insertion number, also of a cancelled entry.</summary>
    public readonly long Number => Order ^ (Order >> 63);
}
