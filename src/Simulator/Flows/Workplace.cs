namespace Simulator.Flows;

/// <summary>
/// The compute service that is doing something with a server, as long as one is: a flow enters it when its call reaches the service, and leaves it
/// when the work goes back to the controllers. Mutable; one for each operation.
/// </summary>
internal sealed class Workplace
{
    private int _incarnation;

    /// <summary>The host whose service is at work, or null while the controllers are.</summary>
    public ComputeHost? Host { get; private set; }

    /// <summary>Whether the service stopped since it began: nobody goes on then.</summary>
    public bool IsGone => Host is { } host && host.Incarnation != _incarnation;

    /// <summary>A service begins to work.</summary>
    public void Enter(ComputeHost host) => (Host, _incarnation) = (host, host.Incarnation);

    /// <summary>The work goes on elsewhere than on compute hosts.</summary>
    public void Leave() => Host = null;
}
