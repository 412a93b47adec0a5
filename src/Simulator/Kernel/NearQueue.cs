using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Kernel;

/// <summary>
/// The entries that are due soonest, in the total order (time, priority, insertion): a sorted row while that is cheap, else a 4-ary heap.
/// </summary>
/// <remarks>
/// Taking from a sorted row compares nothing. The row has a gap where the last entry was put in: the next one mostly belongs close by, even
/// if rare events lie far behind it. Without the gap the row is a heap as it stands, so that a new entry that would have to move too many
/// others turns it into one.
/// Time and priority lie in the entries themselves; comparing touches the nodes only where these are equal.
/// Entries are written and copied as a whole: a copy of one whose fields were written apart, shortly before, would wait for the processor's
/// store buffer.
/// </remarks>
internal struct NearQueue()
{
    private const int MostMoves = 32;
    private const int SortAgain = 8;
    private const int Places = 128;

    private Entry[] entries = new Entry[Places];

    // The entries lie from head to tail, and behind the gap from rear to the array's end. The front part is empty only if both are.
    private int head;
    private int tail;
    private int rear = Places;
    private bool heaped;

    /// <summary>Number of entries, cancelled ones included.</summary>
    public readonly int Count => unchecked(tail - head + entries.Length - rear);

    /// <summary>Whether there is no entry, not even a cancelled one.</summary>
    public readonly bool IsEmpty => head == tail;

    /// <summary>The first entry in the total order; only valid while there is one.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ref readonly Entry First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head);

    /// <summary>Adds the entry that was inserted last of all, so that it comes after every other of its time and priority.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(long time, int priority, int slot)
    {
        unchecked
        {
            int at = tail;
            if (at >= rear)
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
            int at = tail < rear ? tail : MakeSpace();
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

            if (++head == tail)
            {
                TakeRear();
            }
        }
    }

    /// <summary>Drops the entries whose slot the predicate names dead.</summary>
    public void RemoveWhere(Func<int, bool> isDead, QueueNode[] nodes)
    {
        CloseGap();
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

    // Puts an entry into its order; `place` is the free place at the gap's front. Moves the gap to where the entry belongs.
    private void Insert(ref Entry place, long time, long rank)
    {
        unchecked
        {
            if (heaped)
            {
                ref Entry heap = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head);
                SiftUp(ref heap, tail - head - 1, time, rank);
            }
            else if (IsLater(ref Unsafe.Subtract(ref place, 1), time, rank))
            {
                InsertBefore(ref place, time, rank);
            }
            else if (rear < entries.Length)
            {
                InsertBehind(ref place, time, rank);
            }
            else
            {
                place.Set(time, rank);
            }
        }
    }

    private void InsertBefore(ref Entry place, long time, long rank)
    {
        unchecked
        {
            int most = Math.Min(tail - head - 1, MostMoves);
            ref Entry behind = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), rear);
            int moves = 0;
            do
            {
                place = ref Unsafe.Subtract(ref place, 1);
                behind = ref Unsafe.Subtract(ref behind, 1);
                behind = place;
                moves++;
            }
            while (moves < most && IsLater(ref Unsafe.Subtract(ref place, 1), time, rank));

            place.Set(time, rank);
            tail -= moves;
            rear -= moves;
            if (moves == MostMoves)
            {
                // Maybe still too far back: as a heap, the row is in order but for this entry, which may have to rise.
                int at = tail - head - 1;
                CloseGap();
                heaped = true;
                SiftUp(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head), at, time, rank);
            }
        }
    }

    private void InsertBehind(ref Entry place, long time, long rank)
    {
        unchecked
        {
            int most = Math.Min(entries.Length - rear, MostMoves);
            ref Entry behind = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), rear);
            int moves = 0;
            while (!IsLater(ref behind, time, rank))
            {
                place = behind;
                place = ref Unsafe.Add(ref place, 1);
                behind = ref Unsafe.Add(ref behind, 1);
                if (++moves == most)
                {
                    break;
                }
            }

            place.Set(time, rank);
            tail += moves;
            rear += moves;
            if (moves == MostMoves)
            {
                tail--;
                CloseGap();
                heaped = true;
                SiftUp(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(entries), head), tail++ - head, time, rank);
            }
        }
    }

    // The front part is used up: what lies behind the gap takes its place.
    private void TakeRear()
    {
        if (rear == entries.Length)
        {
            head = 0;
            tail = 0;
        }
        else
        {
            head = rear;
            tail = entries.Length;
            rear = tail;
        }
    }

    private void CloseGap()
    {
        int behind = entries.Length - rear;
        Array.Copy(entries, rear, entries, tail, behind);
        tail += behind;
        rear = entries.Length;
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
            int count = tail - head;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLater(ref Entry entry, long time, long rank) =>
        entry.Time > time || (entry.Time == time && entry.Rank >> 32 > rank >> 32);

    private static bool RanksBefore(long rank, long other, QueueNode[] nodes) =>
        rank >> 32 != other >> 32 ? rank < other : nodes[unchecked((int)rank)].Number < nodes[unchecked((int)other)].Number;

    private static long RankOf(int priority, int slot) => unchecked(((long)priority << 32) | (uint)slot);

    // Moves the front part to the array's begin if that makes enough space behind it, else doubles the array. Returns the new tail.
    private int MakeSpace()
    {
        int front = tail - head;
        int behind = entries.Length - rear;
        Entry[] old = entries;
        if (front + behind > old.Length / 2)
        {
            entries = new Entry[old.Length * 2];
            Array.Copy(old, rear, entries, entries.Length - behind, behind);
            rear = entries.Length - behind;
        }

        Array.Copy(old, head, entries, 0, front);
        head = 0;
        tail = front;
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
