namespace Simulator.Kernel;

/// <summary>A claim on a place of a <see cref="PreemptiveResource"/>.</summary>
public sealed class PreemptiveRequest : Request
{
    internal PreemptiveRequest(PreemptiveResource resource, double priority, bool preempt)
        : base(resource)
    {
        Priority = priority;
        Preempt = preempt;
    }

    /// <summary>Importance; lower goes first.</summary>
    public double Priority { get; }

    /// <summary>Whether the claim may take the place of a less important user.</summary>
    public bool Preempt { get; }

    /// <summary>Whether the place was taken away.</summary>
    public bool IsPreempted { get; internal set; }

    /// <summary>Ticks since the start at which the place was granted.</summary>
    internal long GrantedAt { get; set; }

    /// <summary>Orders by priority, time of the claim, and preempting before not preempting.</summary>
    internal int CompareTo(PreemptiveRequest other)
    {
        int order = Priority.CompareTo(other.Priority);
        order = order != 0 ? order : Ticks.CompareTo(other.Ticks);
        return order != 0 ? order : other.Preempt.CompareTo(Preempt);
    }
}
