namespace Simulator.Flows;

/// <summary>
/// The compute service that is doing something with a server, as long as one is: a flow enters it when its call reaches the service, and leaves it
/// when the work goes back to the controllers. Mutable; one for each operation.
/// </summary>
internal sealed class Workplace(Simulation env)
{
    private int _incarnation;
    private Event? _unlocked;

    /// <summary>The operation.</summary>
    public required FlowActor Actor { get; init; }

    /// <summary>The process that does it; null before its first step.</summary>
    public Process? Process { get; set; }

    /// <summary>The host whose service is at work, or null while the controllers are.</summary>
    public ComputeHost? Host { get; private set; }

    /// <summary>Whether the service stopped since it began: nobody goes on then.</summary>
    public bool IsGone => Host is { } host && host.Incarnation != _incarnation;

    /// <summary>Whether it holds the server's lock in the service (<c>utils.synchronized(instance.uuid)</c>).</summary>
    public bool HasLock { get; private set; }

    /// <summary>Happens when the lock is given back.</summary>
    public Event Unlocked => _unlocked ??= new Event(env);

    /// <summary>A service begins to work.</summary>
    public void Enter(ComputeHost host)
    {
        Leave();
        (Host, _incarnation) = (host, host.Incarnation);
        host.Works.Add(this);
    }

    /// <summary>Takes the lock, which nobody else holds.</summary>
    public void Lock() => HasLock = true;

    /// <summary>The work goes on elsewhere than on compute hosts, or is over.</summary>
    public void Leave()
    {
        Host?.Works.Remove(this);
        Host = null;
        HasLock = false;
        _unlocked?.Succeed();
        _unlocked = null;
    }
}
