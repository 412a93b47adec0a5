namespace Simulator.Kernel;

/// <summary>Waiting requests in the total order (priority, time, preempting first, arrival), with constant-time withdrawal.</summary>
internal sealed class WaitQueue
{
    private const int PurgeAbove = 64;

    private readonly PriorityQueue<Request, Key> queue = new(Comparer<Key>.Default);
    private long arrivals;

    /// <summary>Requests that still wait.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a request. A time of 0 for all leaves priority and arrival to decide.</summary>
    public void Add(Request request, double priority, long time = 0, bool preempt = false)
    {
        queue.Enqueue(request, new Key(priority, time, preempt ? 0 : 1, arrivals++));
        Count++;
    }

    /// <summary>The request to be served next; null if there is none.</summary>
    public Request? First()
    {
        while (queue.TryPeek(out Request? request, out _))
        {
            if (!request.IsClosed)
            {
                return request;
            }

            queue.Dequeue();
        }

        return null;
    }

    /// <summary>Takes the first request out.</summary>
    public void RemoveFirst()
    {
        queue.Dequeue();
        Count--;
    }

    /// <summary>Forgets a request that was closed; its entry is dropped when met, or when such entries prevail.</summary>
    public void Withdraw()
    {
        Count--;
        if (queue.Count > PurgeAbove && queue.Count > 2 * Count)
        {
            (Request, Key)[] open = [.. queue.UnorderedItems.Where(item => !item.Element.IsClosed)];
            queue.Clear();
            queue.EnqueueRange(open);
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
    }
}
