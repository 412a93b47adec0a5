namespace Simulator.Flows;

/// <summary>The compute service that is doing something with a server, as long as one is. Mutable; one for each operation.</summary>
internal sealed class Workplace
{
    private ComputeHost? _host;
    private int _incarnation;

    /// <summary>Whether the service stopped since it began: nobody goes on then.</summary>
    public bool IsGone => _host is { } host && host.Incarnation != _incarnation;

    /// <summary>A service begins to work.</summary>
    public void Enter(ComputeHost host) => (_host, _incarnation) = (host, host.Incarnation);

    /// <summary>The work goes on elsewhere than on compute hosts.</summary>
    public void Leave() => _host = null;
}
