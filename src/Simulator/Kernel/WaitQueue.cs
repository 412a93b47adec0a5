namespace Simulator.Kernel;

/// <summary>Waiting requests in the total order (priority, time, preempting first, arrival), with constant-time withdrawal.</summary>
/// <remarks>
/// The first few lie in a sorted row, which a short queue never leaves; all behind them in a heap.
/// Withdrawn requests stay until they are met, or until they prevail.
/// </remarks>
internal sealed class WaitQueue
{
    private const int RowLength = 32;
    private const int PurgeAbove = 64;

    private readonly (Request Request, Key Key)[] row = new (Request, Key)[RowLength];
    private readonly PriorityQueue<Request, Key> rest = new(Comparer<Key>.Default);
    private int head;
    private int tail;
    private long arrivals;

    /// <summary>Requests that still wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a request. A time of 0 for all leaves priority and arrival to decide.</summary>
    public void Add(Request request, double priority, long time = 0, bool preempt = false)
    {
        Key key = new(priority, time, preempt ? 0 : 1, arrivals++);
        Count++;
        if (tail == RowLength)
        {
            MakeSpace();
        }

        if (rest.Count > 0 && !(head < tail && key.Precedes(row[tail - 1].Key)))
        {
            rest.Enqueue(request, key);
            return;
        }

        int at = tail++;
        while (at > head && key.Precedes(row[at - 1].Key))
        {
            row[at] = row[at - 1];
            at--;
        }

        row[at] = (request, key);
    }

    /// <summary>The request to be served next; null if there is none.</summary>
    public Request? First()
    {
        while (head < tail || rest.Count > 0)
        {
            if (head == tail)
            {
                Refill();
            }

            Request request = row[head].Request;
            if (!request.IsClosed)
            {
                return request;
            }

            DropFirst();
        }

        return null;
    }

    /// <summary>Takes the request out that <see cref="First"/> returned.</summary>
    public void RemoveFirst()
    {
        DropFirst();
        Count--;
    }

    /// <summary>Forgets a request that was closed; its entry is dropped when met, or when such entries prevail.</summary>
    public void Withdraw()
    {
        Count--;
        if (rest.Count > PurgeAbove && rest.Count > 2 * Count)
        {
            (Request, Key)[] open = [.. rest.UnorderedItems.Where(item => !item.Element.IsClosed)];
            rest.Clear();
            rest.EnqueueRange(open);
        }
    }

    private void DropFirst()
    {
        row[head].Request = null!;
        if (++head == tail)
        {
            head = 0;
            tail = 0;
        }
    }

    // Makes place behind the last of the row; if it is full, its rear half goes into the heap.
    private void MakeSpace()
    {
        int kept = Math.Min(tail - head, RowLength / 2);
        for (int at = head + kept; at < tail; at++)
        {
            rest.Enqueue(row[at].Request, row[at].Key);
        }

        Array.Copy(row, head, row, 0, kept);
        Array.Clear(row, kept, RowLength - kept);
        head = 0;
        tail = kept;
    }

    // Half the row, so that there is place for what comes before these.
    private void Refill()
    {
        while (tail < RowLength / 2 && rest.TryDequeue(out Request? request, out Key key))
        {
            row[tail++] = (request, key);
        }
    }

    private readonly record struct Key(double Priority, long Time, int Rank, long Arrival) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            int order = Priority.CompareTo(other.Priority);
            order = order != 0 ? order : Time.CompareTo(other.Time);
            order = order != 0 ? order : Rank.CompareTo(other.Rank);
            return order != 0 ? order : Arrival.CompareTo(other.Arrival);
        }

        public bool Precedes(Key other) => CompareTo(other) < 0;
    }
}
