using System.Runtime.CompilerServices;

namespace Simulator.Kernel;

/// <summary>
/// Entries of the current instant with priority 0, first in, first out. They need no ordering, so they stay out of the future event list.
/// </summary>
internal struct ZeroDelayRing()
{
    private Entry[] entries = new Entry[64];
    private uint head;
    private uint tail;

    /// <summary>Whether nothing (not even a cancelled entry) is waiting.</summary>
    public readonly bool IsEmpty => head == tail;

    /// <summary>Entries that will still happen.</summary>
    public int Live { get; private set; }

    /// <summary>Insertion number of the first entry; -1 when it was cancelled.</summary>
    public readonly long FrontOrder => entries[head & (uint)(entries.Length - 1)].Order;

    /// <summary>Appends an entry and returns its handle, a negative number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(long order, Action<object?>? callback, object? state)
    {
        unchecked
        {
            if (tail - head == (uint)entries.Length)
            {
                Grow();
            }

            ref Entry entry = ref entries[tail & (uint)(entries.Length - 1)];
            entry.Order = order;
            entry.Callback = callback;
            entry.State = state;
            Live++;
            return ~(int)(tail++ & int.MaxValue);
        }
    }

    /// <summary>Takes the first entry; false when it had been cancelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Take(out Action<object?>? callback, out object? state)
    {
        unchecked
        {
            ref Entry entry = ref entries[head++ & (uint)(entries.Length - 1)];
            callback = entry.Callback;
            state = entry.State;
            bool live = entry.Order >= 0;
            entry.Order = -1;
            entry.Callback = null;
            entry.State = null;
            if (live)
            {
                Live--;
            }

            return live;
        }
    }

    /// <summary>Withdraws the entry of a handle if it is still the one with that insertion number.</summary>
    public bool Cancel(int handle, long order)
    {
        ref Entry entry = ref At(handle);
        return handle < 0 && entry.Order == order && Kill(ref entry);
    }

    /// <summary>Withdraws the entry of a handle if it still belongs to that event.</summary>
    public bool Cancel(int handle, Event owner)
    {
        ref Entry entry = ref At(handle);
        return handle < 0 && ReferenceEquals(entry.State, owner) && Kill(ref entry);
    }

    private readonly ref Entry At(int handle) => ref entries[~handle & (entries.Length - 1)];

    private bool Kill(ref Entry entry)
    {
        entry.Order = -1;
        entry.Callback = null;
        entry.State = null;
        Live--;
        return true;
    }

    private void Grow()
    {
        unchecked
        {
            Entry[] larger = new Entry[entries.Length * 2];
            for (uint at = head; at != tail; at++)
            {
                larger[at & (uint)(larger.Length - 1)] = entries[at & (uint)(entries.Length - 1)];
            }

            entries = larger;
        }
    }

    private struct Entry
    {
        public long Order;
        public Action<object?>? Callback;
        public object? State;
    }
}
