using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Simulator.Kernel;

/// <summary>
/// The future event list, in the exact total order (time, priority, insertion).
/// </summary>
/// <remarks>
/// A ladder queue: entries far away lie unsorted in <c>top</c>; when the nearer ones are used up they are spread over a row of buckets
/// (a <see cref="Rung"/>), a crowded bucket is spread over a finer row, and the entries of the next bucket are put into a small near.
/// Buckets are cut by time alone, so that entries of one instant always meet in the <see cref="NearQueue"/>, which decides priority and
/// insertion order. If everything falls into one bucket that is all there is: the worst case is that of a 4-ary heap.
/// Cancelled entries stay linked until they are met, or until they outnumber the live ones.
/// </remarks>
internal sealed class LadderQueue
{
    // Up to this many entries the near queue alone is faster than moving entries between tiers.
    private const int SmallQueue = 24;
    private const int SplitAbove = 40;
    private const int MaxRungs = 8;
    private const int PurgeAbove = 256;

    private readonly Rung[] rungs = new Rung[MaxRungs];
    private QueueNode[] nodes = NewNodes();
    private NearQueue near = new();
    private int freeSlots;
    private int usedSlots = 1;
    private int rungCount;
    private int topHead;
    private int topCount;
    private long topMin;
    private long topMax;
    private int dead;

    // Every entry before this instant is in the near. It is always later than the clock,
    // so that all entries of the current instant are in the near.
    private long nearEnd = 1;

    /// <summary>Entries that will still happen.</summary>
    public int Live { get; private set; }

    /// <summary>Time of the next entry; valid after <see cref="EnsureFront"/> returned true.</summary>
    public long FrontTime => near.First.Time;

    // Slot 0 stands for no entry: never live, and later than every limit.
    private static QueueNode[] NewNodes()
    {
        QueueNode[] nodes = new QueueNode[64];
        nodes[0].Order = -1;
        nodes[0].Time = long.MaxValue;
        return nodes;
    }

    /// <summary>Adds an entry and returns its slot (1 or more).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(long time, int priority, long order, Action<object?>? callback, object? state)
    {
        unchecked
        {
            int slot = freeSlots;
            if (slot == 0)
            {
                slot = NewSlot();
            }

            ref QueueNode node = ref NodeAt(slot);
            freeSlots = node.Next;
            node.Time = time;
            node.Order = order;
            node.Priority = priority;
            node.Callback = callback;
            if (!ReferenceEquals(node.State, state))
            {
                node.State = state;
            }

            Live++;
            if (time < nearEnd)
            {
                near.Push(time, priority, slot);
            }
            else if (rungCount == 0 && topCount == 0 && near.Count < SmallQueue)
            {
                near.Push(time, priority, slot);
                nearEnd = time + 1;
            }
            else
            {
                AddFar(time, slot, ref node);
            }

            return slot;
        }
    }

    /// <summary>Withdraws the entry in a slot if it is still the one with that insertion number.</summary>
    public bool Cancel(int slot, long order)
    {
        if (slot <= 0 || slot >= usedSlots || nodes[slot].Order != order)
        {
            return false;
        }

        Kill(slot);
        return true;
    }

    /// <summary>Withdraws the entry in a slot if it still belongs to that event.</summary>
    public bool Cancel(int slot, Event owner)
    {
        if (slot <= 0 || slot >= usedSlots || !ReferenceEquals(nodes[slot].State, owner) || nodes[slot].Order < 0)
        {
            return false;
        }

        Kill(slot);
        return true;
    }

    /// <summary>Brings the next entry to the front; false when nothing is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool EnsureFront() => (!near.IsEmpty && NodeAt(near.First.Slot).Order >= 0) || FindFront();

    /// <summary>Whether a due entry goes before one of priority 0 with the given insertion number, at the current instant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool FrontPrecedes(long now, long order)
    {
        if (near.IsEmpty)
        {
            return false;
        }

        ref readonly NearQueue.Entry first = ref near.First;
        return first.Time == now && FrontRanksBefore(order);
    }

    /// <summary>
    /// Takes the next entry out if it lies before a limit. A pooled timeout stays noted in its free slot, which it mostly gets again with
    /// the next sleep.
    /// </summary>
    /// <param name="limit">Only an entry before this instant is taken.</param>
    /// <param name="ahead">
    /// What lay behind the entry taken last, to be handed in again: it mostly is the next one, and the processor, which foresees that, works
    /// on it before it has found it in the schedule. A wrong guess, or null, changes nothing.
    /// </param>
    /// <param name="callback">What to call, or null for an event.</param>
    /// <param name="state">The event, or the callback's argument.</param>
    /// <returns>The entry's time; -1 if there is none before the limit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long TakeBefore(long limit, ref object? ahead, out Action<object?>? callback, out object? state)
    {
        unchecked
        {
            int slot = near.IsEmpty ? 0 : near.First.Slot;
            ref QueueNode node = ref NodeAt(slot);
            if (node.Order < 0)
            {
                // Nothing is near (nothing lies in slot 0), or the first entry was cancelled.
                slot = FindFront() ? near.First.Slot : 0;
                node = ref NodeAt(slot);
            }

            long time = node.Time;
            if (time >= limit)
            {
                callback = null;
                state = null;
                return -1;
            }

            near.RemoveFirst(nodes);
            callback = node.Callback;
            state = node.State;
            if (ReferenceEquals(state, ahead))
            {
                // The same object, but from a register instead of through two loads.
                state = ahead;
            }

            node.Order = -1;
            node.Next = freeSlots;
            freeSlots = slot;
            if (callback is not null || !Unsafe.As<Event>(state!).IsPooled)
            {
                node.Callback = null;
                node.State = null;
            }

            Live--;
            if (!near.IsEmpty)
            {
                ahead = NodeAt(near.First.Slot).State;
            }

            return time;
        }
    }

    /// <summary>Tells the queue that the clock stands at an instant without an entry having been taken there.</summary>
    public void AdvanceTo(long time)
    {
        if (!EnsureFront())
        {
            nearEnd = Math.Max(nearEnd, time + 1);
        }
    }

    // Every slot that is handed out lies below the array's length.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref QueueNode NodeAt(int slot) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(nodes), slot);

    // Dead entries of the current instant are dropped here, so that a cancelled one never decides the order.
    private bool FrontRanksBefore(long order)
    {
        long now = near.First.Time;
        while (!near.IsEmpty && near.First.Time == now)
        {
            ref readonly NearQueue.Entry first = ref near.First;
            if (nodes[first.Slot].Order >= 0)
            {
                return first.Priority < 0 || (first.Priority == 0 && nodes[first.Slot].Order < order);
            }

            DropFront();
        }

        return false;
    }

    private bool FindFront()
    {
        while (true)
        {
            while (!near.IsEmpty)
            {
                if (nodes[near.First.Slot].Order >= 0)
                {
                    return true;
                }

                DropFront();
            }

            if (!Refill())
            {
                return false;
            }
        }
    }

    private void DropFront()
    {
        int slot = near.First.Slot;
        near.RemoveFirst(nodes);
        dead--;
        Free(ref nodes[slot], slot);
    }

    // One move towards a filled near queue; false when every tier is empty.
    private bool Refill()
    {
        if (rungCount == 0)
        {
            if (topCount == 0)
            {
                return false;
            }

            int head = topHead;
            int count = topCount;
            topHead = 0;
            topCount = 0;
            Distribute(head, count, topMin, topMax, topMax + 1);
            return true;
        }

        Rung rung = rungs[rungCount - 1];
        if (rung.Count == 0)
        {
            nearEnd = rung.End;
            rungCount--;
            return true;
        }

        Rung.Bucket[] buckets = rung.Buckets;
        int index = rung.Current;
        while (buckets[index].Count == 0)
        {
            index++;
        }

        Rung.Bucket bucket = buckets[index];
        buckets[index] = default;
        rung.Current = index + 1;
        rung.Count -= bucket.Count;
        if (bucket.Count <= SplitAbove)
        {
            LoadNear(bucket.Head, rung.EndOf(index));
            return true;
        }

        long min = long.MaxValue;
        long max = long.MinValue;
        for (int slot = bucket.Head; slot != 0; slot = nodes[slot].Next)
        {
            min = Math.Min(min, nodes[slot].Time);
            max = Math.Max(max, nodes[slot].Time);
        }

        Distribute(bucket.Head, bucket.Count, min, max, rung.EndOf(index));
        return true;
    }

    // Spreads a list over a new, finer row, or puts it into the near queue where spreading does not pay.
    private void Distribute(int head, int count, long min, long max, long end)
    {
        if (count <= SplitAbove || min == max || rungCount == MaxRungs)
        {
            LoadNear(head, end);
            return;
        }

        Rung rung = rungs[rungCount] ??= new Rung();
        rung.Lay(min, max, end, count);
        rungCount++;
        nearEnd = min;
        while (head != 0)
        {
            ref QueueNode node = ref nodes[head];
            int next = node.Next;
            if (node.Order < 0)
            {
                dead--;
                Free(ref node, head);
            }
            else
            {
                Link(rung, ref node, head);
            }

            head = next;
        }
    }

    private void LoadNear(int head, long end)
    {
        nearEnd = end;
        while (head != 0)
        {
            ref QueueNode node = ref NodeAt(head);
            int next = node.Next;
            if (node.Order < 0)
            {
                dead--;
                Free(ref node, head);
            }
            else
            {
                near.Append(node.Time, node.Priority, head);
            }

            head = next;
        }

        if (near.Count > 1)
        {
            near.Restore(nodes);
        }
    }

    private void AddFar(long time, int slot, ref QueueNode node)
    {
        unchecked
        {
            for (int index = rungCount - 1; index >= 0; index--)
            {
                if (time < rungs[index].End)
                {
                    Link(rungs[index], ref node, slot);
                    return;
                }
            }

            node.Next = topHead;
            topHead = slot;
            if (topCount++ == 0)
            {
                topMin = time;
                topMax = time;
            }
            else if (time < topMin)
            {
                topMin = time;
            }
            else if (time > topMax)
            {
                topMax = time;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Link(Rung rung, ref QueueNode node, int slot)
    {
        unchecked
        {
            ref Rung.Bucket bucket = ref rung.Buckets[rung.IndexOf(node.Time)];
            node.Next = bucket.Head;
            bucket.Head = slot;
            bucket.Count++;
            rung.Count++;
        }
    }

    private void Kill(int slot)
    {
        ref QueueNode node = ref nodes[slot];
        node.Order = ~node.Order;
        node.Callback = null;
        node.State = null;
        Live--;
        if (++dead > PurgeAbove && dead > Live)
        {
            Purge();
        }
    }

    // Reclaims every cancelled entry. Called once in at least Live cancellations, hence constant time each.
    private void Purge()
    {
        near.RemoveWhere(slot =>
        {
            if (nodes[slot].Order >= 0)
            {
                return false;
            }

            Free(ref nodes[slot], slot);
            return true;
        }, nodes);
        for (int index = 0; index < rungCount; index++)
        {
            Rung rung = rungs[index];
            rung.Count = 0;
            for (int at = rung.Current; at < rung.Length; at++)
            {
                rung.Buckets[at].Count = Sweep(ref rung.Buckets[at].Head);
                rung.Count += rung.Buckets[at].Count;
            }
        }

        topCount = Sweep(ref topHead);
        dead = 0;
    }

    private int Sweep(ref int head)
    {
        int kept = 0;
        int slot = head;
        head = 0;
        while (slot != 0)
        {
            ref QueueNode node = ref nodes[slot];
            int next = node.Next;
            if (node.Order < 0)
            {
                Free(ref node, slot);
            }
            else
            {
                node.Next = head;
                head = slot;
                kept++;
            }

            slot = next;
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Free(ref QueueNode node, int slot)
    {
        node.Order = -1;
        node.Callback = null;
        node.State = null;
        node.Next = freeSlots;
        freeSlots = slot;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int NewSlot()
    {
        if (usedSlots == nodes.Length)
        {
            Array.Resize(ref nodes, usedSlots * 2);
        }

        nodes[usedSlots].Order = -1;
        return usedSlots++;
    }
}
