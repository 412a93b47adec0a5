namespace Simulator.Kernel;

/// <summary>
/// A claim on one place of a resource; happens when the place is granted. Disposing it gives the place back, or takes the claim out of the
/// queue (in constant time) if it was not granted.
/// </summary>
public class Request : Event, IDisposable
{
    private readonly ResourceBase resource;
    private readonly long ticks;

    internal Request(ResourceBase resource)
        : base(resource.Simulation)
    {
        this.resource = resource;
        ticks = resource.Simulation.NowTicks;
        Owner = resource.Simulation.ActiveProcess;
    }

    /// <summary>When the claim was made.</summary>
    public DateTime Time => Environment.StartDate.AddTicks(ticks);

    /// <summary>The process that made the claim; null outside of processes.</summary>
    public Process? Owner { get; set; }

    internal Request? Next { get; set; }

    internal Request? Previous { get; set; }

    internal ResourceBase Resource => resource;

    internal long Ticks => ticks;

    /// <summary>Whether the place was given back or the claim withdrawn.</summary>
    internal bool IsClosed => (Flags & EventFlags.Closed) != 0;

    internal void Close() => Flags |= EventFlags.Closed;

    /// <summary>Gives the place back or withdraws the claim; does nothing the second time.</summary>
    public virtual void Dispose()
    {
        if (!IsClosed)
        {
            resource.Leave(this);
        }

        GC.SuppressFinalize(this);
    }
}
