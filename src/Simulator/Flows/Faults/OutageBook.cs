using Simulator.Metrics;

namespace Simulator.Flows.Faults;

/// <summary>Keeps the books of failures and of the servers they hit.</summary>
internal sealed class OutageBook
{
    private readonly Dictionary<string, (TimeSpan At, OutageRow Outage)> _since = new(StringComparer.Ordinal);
    private readonly Durations _evacuated = new();
    private readonly Durations _waited = new();

    /// <summary>Times a host went down.</summary>
    public int Hosts { get; set; }

    /// <summary>Times a rack went down.</summary>
    public int Racks { get; set; }

    /// <summary>Times Placement was away.</summary>
    public int Placement { get; set; }

    /// <summary>Running servers hit.</summary>
    public int ServersHit { get; private set; }

    /// <summary>Evacuations that found no host or broke.</summary>
    public int NotEvacuated { get; set; }

    /// <summary>Evacuated servers that did not start at the first attempt.</summary>
    public int StartsRefused { get; set; }

    /// <summary>Failures in order of time.</summary>
    public List<OutageRow> Rows { get; } = [];

    /// <summary>Something goes down.</summary>
    public OutageRow Begin(string kind, string name, TimeSpan now)
    {
        OutageRow row = new() { Kind = kind, Name = name, TimeS = now.TotalSeconds };
        Rows.Add(row);
        return row;
    }

    /// <summary>A running server's host went down.</summary>
    public void Hit(Server server, TimeSpan now, OutageRow outage)
    {
        ServersHit++;
        outage.Servers++;
        _since.TryAdd(server.Uuid, (now, outage));
    }

    /// <summary>Whether the server is down because its host was.</summary>
    public bool IsDown(Server server) => _since.ContainsKey(server.Uuid);

    /// <summary>The server runs again.</summary>
    public void Runs(Server server, TimeSpan now, bool wasEvacuated)
    {
        if (_since.Remove(server.Uuid, out (TimeSpan At, OutageRow Outage) loss))
        {
            (wasEvacuated ? _evacuated : _waited).Add(now - loss.At);
            loss.Outage.RanAgain++;
            loss.Outage.LastRanS = now.TotalSeconds;
        }
    }

    /// <summary>The totals.</summary>
    public OutageFigures ToFigures() => new(
        Hosts, Racks, Placement, ServersHit, (int)_evacuated.Count, (int)_waited.Count, NotEvacuated, StartsRefused,
        Quantiles.Of(_evacuated), Quantiles.Of(_waited));
}
