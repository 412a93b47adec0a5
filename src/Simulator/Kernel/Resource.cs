namespace Simulator.Kernel;

/// <summary>A number of equal places, granted first come, first served.</summary>
/// <param name="environment">The simulation.</param>
/// <param name="capacity">Number of places, 1 or more.</param>
public class Resource(Simulation environment, int capacity = 1) : ResourceBase(environment, capacity)
{
    // An intrusive list, so that a claim in the middle is withdrawn in constant time.
    private Request? first;
    private Request? last;
    private int waiting;

    private protected override int Waiting => waiting;

    /// <summary>Claims a place.</summary>
    public virtual Request Request()
    {
        Request request = new(this);
        request.Previous = last;
        if (last is null)
        {
            first = request;
        }
        else
        {
            last.Next = request;
        }

        last = request;
        waiting++;
        Grant();
        return request;
    }

    /// <summary>Gives a place back, or withdraws a claim that was not granted.</summary>
    /// <exception cref="InvalidOperationException">The claim has ended before, or is another resource's.</exception>
    public virtual Release Release(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Leave(request);
        return new Release(request);
    }

    private protected override Request? FirstWaiting() => first;

    private protected override void RemoveFirstWaiting() => RemoveWaiting(first!);

    private protected override void RemoveWaiting(Request request)
    {
        if (request.Previous is null)
        {
            first = request.Next;
        }
        else
        {
            request.Previous.Next = request.Next;
        }

        if (request.Next is null)
        {
            last = request.Previous;
        }
        else
        {
            request.Next.Previous = request.Previous;
        }

        request.Next = null;
        request.Previous = null;
        waiting--;
    }
}
