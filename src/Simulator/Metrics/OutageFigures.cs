namespace Simulator.Metrics;

/// <summary>What failures did to servers. Immutable.</summary>
/// <param name="HostFailures">Times a host went down, with its rack or alone.</param>
/// <param name="RackFailures">Times a rack went down.</param>
/// <param name="PlacementOutages">Times Placement was away.</param>
/// <param name="ServersHit">Running servers whose host went down; each time counts.</param>
/// <param name="Evacuated">Of these, servers that run again on another host.</param>
/// <param name="Waited">Servers that run again on their own host.</param>
/// <param name="NotEvacuated">Evacuations that found no host or broke.</param>
/// <param name="StartsRefused">Evacuated servers that did not start when operators first tried; they try again.</param>
/// <param name="EvacuatedSeconds">From the failure until an evacuated server runs again.</param>
/// <param name="WaitedSeconds">From the failure until a server that waited runs again.</param>
public sealed record OutageFigures(
    int HostFailures,
    int RackFailures,
    int PlacementOutages,
    int ServersHit,
    int Evacuated,
    int Waited,
    int NotEvacuated,
    int StartsRefused,
    Quantiles EvacuatedSeconds,
    Quantiles WaitedSeconds)
{
    /// <summary>Of a run in which nothing failed.</summary>
    public static OutageFigures None { get; } =
        new(0, 0, 0, 0, 0, 0, 0, 0, Quantiles.Of(new Durations()), Quantiles.Of(new Durations()));
}
