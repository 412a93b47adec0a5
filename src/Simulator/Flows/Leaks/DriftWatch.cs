namespace Simulator.Flows.Leaks;

/// <summary>
/// Remembers when and by what tracker, Placement and database first differed about a server on a host, so that a drift can be told with the very step
/// that made it. It looks after every step of the servers that it is asked about.
/// </summary>
internal sealed class DriftWatch(Cloud cloud)
{
    private readonly Dictionary<(string Server, string Host), DriftSighting> _sightings = [];

    /// <summary>
    /// The present difference after something was done with a server, or on a host where it is; what is already known keeps its time and its
    /// cause.
    /// </summary>
    public DriftSighting Look(Server server, ComputeHost host, string operation, TimeSpan now)
    {
        string what = DriftFinder.Find(cloud, server, host);
        (string, string) key = (server.Uuid, host.Name);
        if (!_sightings.TryGetValue(key, out DriftSighting known) || known.What != what)
        {
            known = new DriftSighting(now, operation, what);
            _sightings[key] = known;
        }

        return known;
    }
}
