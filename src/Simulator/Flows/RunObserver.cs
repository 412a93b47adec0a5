using Model;
using Model.Servers;
using Simulator.Flows.Campaigns;
using Simulator.Flows.Faults;
using Simulator.Metrics;
using Simulator.Migrations;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Turns what the flows report into metrics. It only listens; nothing it does changes a run.</summary>
internal sealed class RunObserver
{
    private readonly Simulation _env;
    private readonly SortedDictionary<string, ResourceMeter> _resources = new(StringComparer.Ordinal);
    private readonly Gauge _active;
    private readonly Gauge _building;
    private readonly Gauge _emptyHosts;
    private readonly List<OperationRecord> _going = [];

    /// <summary>Starts measuring.</summary>
    public RunObserver(Simulation env, Scenario scenario)
    {
        _env = env;
        Recorder = new Recorder(new Intervals(scenario.SampleEvery));
        _active = Recorder.Gauge("servers", "active");
        _building = Recorder.Gauge("servers", "building");
        _emptyHosts = Recorder.Gauge("hosts", "empty");
        _emptyHosts.Set(TimeSpan.Zero, scenario.Hosts.Count);
    }

    /// <summary>Gauges and counters.</summary>
    public Recorder Recorder { get; }

    /// <summary>All servers in the order in which they were asked for.</summary>
    public List<ServerRecord> Servers { get; } = [];

    /// <summary>All refusals in the order of time.</summary>
    public List<FailureRecord> Failures { get; } = [];

    /// <summary>How many more servers fitted, as counted so far.</summary>
    public List<HeadroomRow> Headroom { get; } = [];

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

    /// <summary>Hosts without a guest; to be read once the series are closed.</summary>
    public HostCount EmptyHosts => new(_emptyHosts.Mean, _emptyHosts.Means.DefaultIfEmpty().Min(), (int)_emptyHosts.Value);

    /// <summary>A host got its first guest, or lost its last.</summary>
    public void HostUsed(bool isUsed) => _emptyHosts.Add(Now, isUsed ? -1 : 1);

    /// <summary>A server was asked for.</summary>
    public void Requested(ServerRecord server)
    {
        Servers.Add(server);
        Recorder.Counter("requests").Add(Now);
        _building.Add(Now, 1);
    }

    /// <summary>A server runs for the first time.</summary>
    public void Started(ServerRecord server)
    {
        server.ActiveAt = Now;
        BootTimes.Add(Now - server.RequestedAt);
        SetState(server, ServerState.Active);
    }

    /// <summary>A server is gone.</summary>
    public void Deleted(ServerRecord server)
    {
        SetState(server, ServerState.Deleted);
        server.EndedAt ??= Now;
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
        SetState(server, ServerState.Error);
        server.EndedAt = Now;
        Failed++;
        Recorder.Counter("failures", failure.Reason).Add(Now);
    }

    /// <summary>Takes over what the database says of a server that has been built.</summary>
    public void Changed(Server server)
    {
        ServerRecord record = server.Record;
        record.Flavor = server.Instance.Flavor.Name;
        if (server.Host is { } host)
        {
            record.Host = host.Name;
            record.Devices = [.. HostClaims.DevicesOf(host, server).Select(device => device.Address)];
        }

        else if (server.Instance.VmState == VmState.ShelvedOffloaded)
        {
            record.Host = null;
            record.Devices = [];
        }

        ServerState state = server.Instance.VmState switch
        {
            VmState.Building => ServerState.Build,
            VmState.Active => ServerState.Active,
            VmState.Stopped => ServerState.Stopped,
            VmState.Paused => ServerState.Paused,
            VmState.Suspended => ServerState.Suspended,
            VmState.Resized => ServerState.Resized,
            VmState.Shelved or VmState.ShelvedOffloaded => ServerState.Shelved,
            VmState.Error => ServerState.Error,
            _ => ServerState.Deleted,
        };
        SetState(record, state);
        DeviceFaults?.Review(server, Now);
    }

    private static bool IsCountedActive(ServerState state) => state is ServerState.Active or ServerState.Resized;

    private void SetState(ServerRecord server, ServerState state)
    {
        if (server.State == state)
        {
            return;
        }

        if (server.State == ServerState.Build)
        {
            _building.Add(Now, -1);
        }

        int active = (IsCountedActive(state) ? 1 : 0) - (IsCountedActive(server.State) ? 1 : 0);
        if (active != 0)
        {
            _active.Add(Now, active);
        }

        server.State = state;
    }

    /// <summary>All operations of the scenario that have begun, in order of time.</summary>
    public List<OperationRecord> Operations { get; } = [];

    /// <summary>An operation begins.</summary>
    public void Began(OperationRecord operation)
    {
        Operations.Add(operation);
        _going.Add(operation);
    }

    /// <summary>An operation has come to an end.</summary>
    public void Ended(OperationRecord operation)
    {
        operation.EndedAt = Now;
        _going.Remove(operation);
    }

    /// <summary>An asynchronous call ended with an error; it counts for the operation that goes on with the server.</summary>
    public void CallFailed(CallError error) =>
        _going.Find(operation => operation.Operation.Kind.IsOnServer() && operation.Operation.Target == error.Server)?.Errors.Add(error);

    /// <summary>All moves in the order in which they began.</summary>
    public List<MoveRecord> Moves { get; } = [];

    /// <summary>Failures and the servers they hit.</summary>
    public OutageBook Outages { get; } = new();

    /// <summary>What slow and missing services and lost messages did; null where none can be.</summary>
    public Func<TimeSpan, ServiceFaultFigures>? ServiceFaults { get; set; }

    /// <summary>Failures of devices and the servers they hit; null where no device can fail.</summary>
    public DeviceBook? DeviceFaults { get; set; }

    /// <summary>Campaigns in the order of the scenario.</summary>
    public List<CampaignRecord> Campaigns { get; } = [];

    /// <summary>A move begins.</summary>
    public void MoveBegan(string server, Migration move)
    {
        Moves.Add(new MoveRecord(server, move, Now));
        Recorder.Counter("moves", move.Type.ToName()).Add(Now);
    }

    /// <summary>A move has come to an end.</summary>
    /// <param name="move">The move.</param>
    /// <param name="cause">Why it failed; null when it did not, or when the server's fault says why.</param>
    public void MoveEnded(Migration move, NovaException? cause = null)
    {
        if (Moves.FindLast(record => record.Move == move) is { EndedAt: null } record)
        {
            record.EndedAt = Now;
            bool failed = move.Status is Model.Servers.MigrationStatus.Error or Model.Servers.MigrationStatus.Failed;
            record.Cause = cause ?? (failed ? move.Instance.Fault : null);
        }
    }

    /// <summary>A live migration's transfer has ended, well or not.</summary>
    public void Transferred(Migration move, MigrationReport report)
    {
        if (Moves.FindLast(record => record.Move == move) is { } record)
        {
            record.Report = report;
            record.Downtime = report.Downtime;
        }

        Recorder.Counter("live migrations", report.Outcome.ToString().ToLowerInvariant()).Add(Now);
    }

    /// <summary>The first interface of a guest that migrates live is unplugged.</summary>
    public void Unplugged(Migration move) => Moves.FindLast(record => record.Move == move)?.UnpluggedAt = Now;

    /// <summary>All interfaces of a guest that has migrated live, or has not, are plugged again.</summary>
    public void Plugged(Migration move)
    {
        if (Moves.FindLast(record => record.Move == move) is { UnpluggedAt: { } unplugged } record)
        {
            record.Unplugged = Now - unplugged;
        }
    }

    /// <summary>The source of a cold move powers its guest off.</summary>
    public void Stopped(Migration move) => Moves.FindLast(record => record.Move == move)?.StoppedAt = Now;

    /// <summary>The guest of a cold move runs on the destination.</summary>
    public void RunsAgain(Migration move)
    {
        if (Moves.FindLast(record => record.Move == move) is { StoppedAt: { } stopped } record)
        {
            record.Downtime = Now - stopped;
        }
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

    /// <summary>The use of a resource changed.</summary>
    public void Used(string resource, double difference)
    {
        if (_resources.TryGetValue(resource, out ResourceMeter? meter))
        {
            meter.AddUse(Now, difference);
        }
    }
}
