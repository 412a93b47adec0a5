namespace Simulator.Kernel;

/// <summary>A number of equal places, granted by priority, and first come, first served among equals.</summary>
/// <param name="environment">The simulation.</param>
/// <param name="capacity">Number of places, 1 or more.</param>
public class PriorityResource(Simulation environment, int capacity = 1) : ResourceBase(environment, capacity)
{
    private readonly WaitQueue queue = new();

    private protected override int Waiting => queue.Count;

    /// <summary>Claims a place.</summary>
    /// <param name="priority">Importance; lower goes first.</param>
    public virtual Request Request(double priority = 1)
    {
        Request request = new(this);
        queue.Add(request, priority);
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

    private protected override Request? FirstWaiting() => queue.First();

    private protected override void RemoveFirstWaiting() => queue.RemoveFirst();

    private protected override void RemoveWaiting(Request request) => queue.Withdraw();
}
