using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simulator.Kernel;

/// <summary>
/// A 4-ary heap of the entries that are due soonest, in the total order (time, priority, insertion).
/// Keys lie in the heap itself, so that comparing does not touch the nodes.
/// </summary>
internal struct NearHeap()
{
    private Entry[] entries = new Entry[64];

    /// <summary>Number of entries, cancelled ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The first entry in the total order; only valid while <see cref="Count"/> is positive.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly Entry First => ref entries[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(long time, int priority, long order, int slot)
    {
        unchecked
        {
            int at = Count;
            if (at == entries.Length)
            {
                Array.Resize(ref entries, at * 2);
            }

            Count = at + 1;
            Entry entry = new(time, order, priority, slot);
            if (at == 0)
            {
                entries[0] = entry;
                return;
            }

            SiftUp(at, entry);
        }
    }

    /// <summary>Adds an entry without restoring the heap's order; <see cref="Restore"/> must follow.</summary>
    public void Append(long time, int priority, long order, int slot)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Count * 2);
        }

        entries[Count++] = new Entry(time, order, priority, slot);
    }

    /// <summary>Restores the heap's order after appending or replacing entries.</summary>
    public readonly void Restore()
    {
        for (int parent = (Count - 2) >> 2; parent >= 0; parent--)
        {
            SiftDown(parent, entries[parent]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst()
    {
        unchecked
        {
            int last = --Count;
            if (last > 0)
            {
                SiftDown(0, entries[last]);
            }
        }
    }

    /// <summary>Drops the entries whose slot the predicate names dead.</summary>
    public void RemoveWhere(Func<int, bool> isDead)
    {
        int kept = 0;
        for (int index = 0; index < Count; index++)
        {
            if (!isDead(entries[index].Slot))
            {
                entries[kept++] = entries[index];
            }
        }

        Count = kept;
        Restore();
    }

    private readonly void SiftUp(int at, in Entry entry)
    {
        unchecked
        {
            // Every index is below Count, which is never above the array's length.
            ref Entry heap = ref MemoryMarshal.GetArrayDataReference(entries);
            while (at > 0)
            {
                int parent = (at - 1) >> 2;
                ref Entry above = ref Unsafe.Add(ref heap, parent);
                if (!Precedes(entry, above))
                {
                    break;
                }

                Unsafe.Add(ref heap, at) = above;
                at = parent;
            }

            Unsafe.Add(ref heap, at) = entry;
        }
    }

    private readonly void SiftDown(int at, Entry entry)
    {
        unchecked
        {
            ref Entry heap = ref MemoryMarshal.GetArrayDataReference(entries);
            int count = Count;
            while (true)
            {
                int child = (at << 2) + 1;
                if (child >= count)
                {
                    break;
                }

                int end = Math.Min(child + 4, count);
                int best = child;
                ref Entry least = ref Unsafe.Add(ref heap, child);
                for (int other = child + 1; other < end; other++)
                {
                    ref Entry candidate = ref Unsafe.Add(ref heap, other);
                    if (Precedes(candidate, least))
                    {
                        best = other;
                        least = ref candidate;
                    }
                }

                if (!Precedes(least, entry))
                {
                    break;
                }

                Unsafe.Add(ref heap, at) = least;
                at = best;
            }

            Unsafe.Add(ref heap, at) = entry;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Precedes(in Entry left, in Entry right)
    {
        if (left.Time != right.Time)
        {
            return left.Time < right.Time;
        }

        return left.Priority != right.Priority ? left.Priority < right.Priority : left.Order < right.Order;
    }

    /// <summary>The key of an entry and the slot of its node.</summary>
    internal readonly struct Entry(long time, long order, int priority, int slot)
    {
        public readonly long Time = time;
        public readonly long Order = order;
        public readonly int Priority = priority;
        public readonly int Slot = slot;
    }
}
