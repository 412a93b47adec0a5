using Model.Placement;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Turns what the flows report into metrics. It only listens; nothing it does changes a run.</summary>
internal sealed class RunObserver
{
    private readonly Simulation _env;
    private readonly SortedDictionary<string, ResourceMeter> _resources = new(StringComparer.Ordinal);
    private readonly Gauge _active;
    private readonly Gauge _building;

    /// <summary>Starts measuring.</summary>
    public RunObserver(Simulation env, Scenario scenario)
    {
        _env = env;
        Recorder = new Recorder(new Intervals(scenario.SampleEvery));
        _active = Recorder.Gauge("servers", "active");
        _building = Recorder.Gauge("servers", "building");
    }

    /// <summary>Gauges and counters.</summary>
    public Recorder Recorder { get; }

    /// <summary>All servers in the order in which they were asked for.</summary>
    public List<ServerRecord> Servers { get; } = [];

    /// <summary>All refusals in the order of time.</summary>
    public List<FailureRecord> Failures { get; } = [];

    /// <summary>Decisions overtaken by others, and what came of them.</summary>
    public RaceCounts Races { get; private set; } = new(0, 0, 0, 0);

    /// <summary>Scheduling decisions made.</summary>
    public long Decisions { get; private set; }

    /// <summary>Request-to-active durations.</summary>
    public Durations BootTimes { get; } = new();

    /// <summary>Servers active now.</summary>
    public int Active => (int)_active.Value;

    /// <summary>Servers that ended in ERROR so far.</summary>
    public int Failed { get; private set; }

    /// <summary>Simulated time since the scenario's start.</summary>
    public TimeSpan Now => _env.Now - _env.StartDate;

    /// <summary>Resources in order of name.</summary>
    public IEnumerable<ResourceMeter> Resources => _resources.Values;

    /// <summary>Adds to what can be given out of a resource.</summary>
    public void AddCapacity(string resource, double amount)
    {
        if (!_resources.TryGetValue(resource, out ResourceMeter? meter))
        {
            meter = new ResourceMeter(resource, Recorder.Gauge("utilization", resource));
            _resources.Add(resource, meter);
        }

        meter.AddCapacity(Now, amount);
    }

    /// <summary>A server was asked for.</summary>
    public void Requested(ServerRecord server)
    {
        Servers.Add(server);
        Recorder.Counter("requests").Add(Now);
        _building.Add(Now, 1);
    }

    /// <summary>A server runs.</summary>
    public void Started(ServerRecord server)
    {
        server.State = ServerState.Active;
        server.ActiveAt = Now;
        BootTimes.Add(Now - server.RequestedAt);
        _building.Add(Now, -1);
        _active.Add(Now, 1);
    }

    /// <summary>A server is gone; <paramref name="wasActive"/> tells where it was counted.</summary>
    public void Deleted(ServerRecord server, bool wasActive)
    {
        server.State = ServerState.Deleted;
        server.EndedAt = Now;
        (wasActive ? _active : _building).Add(Now, -1);
    }

    /// <summary>Somebody refused a server; when that is final, the server is in ERROR.</summary>
    public void Refused(ServerRecord server, FailureRecord failure)
    {
        Failures.Add(failure);
        if (!failure.Final)
        {
            return;
        }

        server.Failure = failure;
        server.State = ServerState.Error;
        server.EndedAt = Now;
        Failed++;
        Recorder.Counter("failures", failure.Reason).Add(Now);
        _building.Add(Now, -1);
    }

    /// <summary>The scheduler answered.</summary>
    public void Decided() => Decisions++;

    /// <summary>A compute refused a server and it goes on to another host.</summary>
    public void Rescheduled()
    {
        Races = Races with { Reschedules = Races.Reschedules + 1 };
        Recorder.Counter("reschedules").Add(Now);
    }

    /// <summary>Placement refused a claim that its own candidates had offered.</summary>
    public void PlacementClaimRefused()
    {
        Races = Races with { PlacementClaimsRefused = Races.PlacementClaimsRefused + 1 };
        Recorder.Counter("races", "placement claims refused").Add(Now);
    }

    /// <summary>A compute refused a claim that Placement had granted.</summary>
    public void ComputeClaimRefused()
    {
        Races = Races with { ComputeClaimsRefused = Races.ComputeClaimsRefused + 1 };
        Recorder.Counter("races", "compute claims refused").Add(Now);
    }

    /// <summary>No alternate or no attempt is left for a server.</summary>
    public void RetriesExhausted()
    {
        Races = Races with { RetriesExhausted = Races.RetriesExhausted + 1 };
        Recorder.Counter("races", "retries exhausted").Add(Now);
    }

    /// <summary>Resources were taken (<paramref name="sign"/> 1) or given back (-1) in Placement.</summary>
    public void Allocated(IReadOnlyList<ProviderAllocation> allocations, int sign)
    {
        foreach (ProviderAllocation allocation in allocations)
        {
            Used(allocation.ResourceClass, sign * (double)allocation.Amount);
        }
    }

    /// <summary>The use of a resource changed.</summary>
    public void Used(string resource, double difference)
    {
        if (_resources.TryGetValue(resource, out ResourceMeter? meter))
        {
            meter.AddUse(Now, difference);
        }
    }
}
