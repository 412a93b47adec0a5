using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Kernel;

/// <summary>
/// The entries that are due soonest, in the total order (time, priority, insertion): a sorted row while that is cheap, else a 4-ary heap.
/// </summary>
/// <remarks>
/// Taking from a sorted row compares nothing, and a new entry mostly belongs near its end. The row is a heap as it stands, so that a new
/// entry that would have to move too many others turns it into one without work.
/// Time and priority lie in the entries themselves; comparing touches the nodes only where these are equal.
/// Entries are written and copied as a whole: a copy of one whose fields were written apart, shortly before, would wait for the processor's
/// store buffer.
/// </remarks>
internal struct NearQueue()
{
    private const int MostMoves = 32;
    private const int SortAgain = 8;

    private Entry[] entries = new Entry[64];
    private int head;
    private int tail;
    private bool heaped;

    /// <summary>Number of entries, cancelled ones included.</summary>
    public readonly int Count => unchecked(tail - head);

    /// <summary>The first entry in the total order; only valid while <see cref="Count"/> is positive.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly Entry First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head);

    /// <summary>Adds the entry that was inserted last of all, so that it comes after every other of its time and priority.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(long time, int priority, int slot)
    {
        unchecked
        {
            int at = tail;
            if (at >= entries.Length)
            {
                at = MakeSpace();
            }

            tail = at + 1;
            long rank = RankOf(priority, slot);
            ref Entry place = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), at);
            if (at == head)
            {
                place.Set(time, rank);
            }
            else
            {
                Insert(ref place, time, rank);
            }
        }
    }

    /// <summary>Adds an entry in no order; <see cref="Restore"/> must follow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(long time, int priority, int slot)
    {
        unchecked
        {
            int at = tail < entries.Length ? tail : MakeSpace();
            tail = at + 1;
            Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), at).Set(time, RankOf(priority, slot));
        }
    }

    /// <summary>Restores the order after appending to an empty queue.</summary>
    public void Restore(QueueNode[] nodes)
    {
        Span<Entry> row = entries.AsSpan(head, Count);
        if (row.Length > MostMoves && Precedes(ref row[^1], ref row[0], nodes))
        {
            // Lists of slots come last in, first out.
            row.Reverse();
        }

        if (!SortIfCheap(row, nodes))
        {
            Heapify(nodes);
        }
    }

    /// <summary>Takes the first entry away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst(QueueNode[] nodes)
    {
        unchecked
        {
            if (heaped)
            {
                RemoveRoot(nodes);
                return;
            }

            int next = head + 1;
            if (next == tail)
            {
                next = 0;
                tail = 0;
            }

            head = next;
        }
    }

    /// <summary>Drops the entries whose slot the predicate names dead.</summary>
    public void RemoveWhere(Func<int, bool> isDead, QueueNode[] nodes)
    {
        int kept = head;
        for (int index = head; index < tail; index++)
        {
            if (!isDead(entries[index].Slot))
            {
                entries[kept++] = entries[index];
            }
        }

        tail = kept;
        if (heaped)
        {
            Heapify(nodes);
        }
    }

    // Puts an entry into its order; `place` is the free place behind the last entry.
    private void Insert(ref Entry place, long time, long rank)
    {
        unchecked
        {
            // Every place lies from head to tail, which is never above the array's length.
            ref Entry row = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head);
            if (!heaped)
            {
                ref Entry last = ref Unsafe.Subtract(ref place, MostMoves);
                if (Unsafe.IsAddressLessThan(ref last, ref row))
                {
                    last = ref row;
                }

                do
                {
                    ref Entry above = ref Unsafe.Subtract(ref place, 1);
                    if (above.Time <= time && (above.Time < time || above.Rank >> 32 <= rank >> 32))
                    {
                        place.Set(time, rank);
                        return;
                    }

                    place = above;
                    place = ref above;
                }
                while (Unsafe.IsAddressGreaterThan(ref place, ref last));

                if (Unsafe.AreSame(ref last, ref row))
                {
                    place.Set(time, rank);
                    return;
                }

                // Too far from its place: as a heap, the row is in order but for this entry, which may have to rise.
                heaped = true;
            }

            SiftUp(ref row, (int)(Unsafe.ByteOffset(ref row, ref place) / Unsafe.SizeOf<Entry>()), time, rank);
        }
    }

    private void RemoveRoot(QueueNode[] nodes)
    {
        unchecked
        {
            int last = --tail;
            if (last == head)
            {
                head = 0;
                tail = 0;
                heaped = false;
                return;
            }

            SiftDown(0, entries[last].Time, entries[last].Rank, nodes);
            if (last - head == SortAgain)
            {
                heaped = !SortIfCheap(entries.AsSpan(head, SortAgain), nodes);
            }
        }
    }

    // Insertion sort; gives up (with every entry still there) when it takes too many moves.
    private static bool SortIfCheap(Span<Entry> row, QueueNode[] nodes)
    {
        unchecked
        {
            ref Entry first = ref MemoryMarshal.GetReference(row);
            int moves = 16 * (row.Length + MostMoves);
            for (int index = 1; index < row.Length; index++)
            {
                ref Entry place = ref Unsafe.Add(ref first, index);
                long time = place.Time;
                long rank = place.Rank;
                while (Unsafe.IsAddressGreaterThan(ref place, ref first))
                {
                    ref Entry above = ref Unsafe.Subtract(ref place, 1);
                    if (!Precedes(time, rank, above.Time, above.Rank, nodes))
                    {
                        break;
                    }

                    place = above;
                    place = ref above;
                    moves--;
                }

                place.Set(time, rank);
                if (moves < 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private void Heapify(QueueNode[] nodes)
    {
        heaped = true;
        for (int parent = (Count - 2) >> 2; parent >= 0; parent--)
        {
            SiftDown(parent, entries[head + parent].Time, entries[head + parent].Rank, nodes);
        }
    }

    private static void SiftUp(ref Entry heap, int at, long time, long rank)
    {
        unchecked
        {
            while (at > 0)
            {
                int parent = (at - 1) >> 2;
                ref Entry above = ref Unsafe.Add(ref heap, parent);
                if (above.Time < time || (above.Time == time && above.Rank >> 32 <= rank >> 32))
                {
                    break;
                }

                Unsafe.Add(ref heap, at) = above;
                at = parent;
            }

            Unsafe.Add(ref heap, at).Set(time, rank);
        }
    }

    private readonly void SiftDown(int at, long time, long rank, QueueNode[] nodes)
    {
        unchecked
        {
            ref Entry heap = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head);
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
                    if (Precedes(ref candidate, ref least, nodes))
                    {
                        best = other;
                        least = ref candidate;
                    }
                }

                if (!Precedes(least.Time, least.Rank, time, rank, nodes))
                {
                    break;
                }

                Unsafe.Add(ref heap, at) = least;
                at = best;
            }

            Unsafe.Add(ref heap, at).Set(time, rank);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Precedes(ref Entry left, ref Entry right, QueueNode[] nodes) =>
        Precedes(left.Time, left.Rank, right.Time, right.Rank, nodes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Precedes(long time, long rank, long otherTime, long otherRank, QueueNode[] nodes) =>
        time != otherTime ? time < otherTime : RanksBefore(rank, otherRank, nodes);

    private static bool RanksBefore(long rank, long other, QueueNode[] nodes) =>
        rank >> 32 != other >> 32 ? rank < other : nodes[unchecked((int)rank)].Number < nodes[unchecked((int)other)].Number;

    private static long RankOf(int priority, int slot) => unchecked(((long)priority << 32) | (uint)slot);

    // Moves the entries to the front if that makes enough space behind the last one, else doubles the array. Returns the new tail.
    private int MakeSpace()
    {
        int count = Count;
        if (count > entries.Length / 2)
        {
            Array.Resize(ref entries, entries.Length * 2);
        }
        else
        {
            Array.Copy(entries, head, entries, 0, count);
            head = 0;
            tail = count;
        }

        return tail;
    }

    /// <summary>The key of an entry and the slot of its node.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    internal struct Entry
    {
        public long Time;

        /// <summary>The priority in the upper half, the slot in the lower one.</summary>
        public long Rank;

        public readonly int Priority => unchecked((int)(Rank >> 32));

        public readonly int Slot => unchecked((int)Rank);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(long time, long rank)
        {
            Unsafe.As<Entry, Vector128<long>>(ref this) = Vector128.Create(time, rank);
        }
    }
}
