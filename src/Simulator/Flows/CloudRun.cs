using Model.Diagnostics;
using Model.Pci;
using Model.Placement;
using Model.Servers;
using Simulator.Flows.Room;
using Simulator.Flows.Campaigns;
using Simulator.Flows.Faults;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>One run of a scenario, from the start of its services to its end.</summary>
public sealed class CloudRun
{
    private readonly Scenario _scenario;
    private readonly Simulation _env = new();
    private readonly Cloud _cloud;
    private readonly RunObserver _observer;
    private readonly FlowContext _context;
    private readonly SchedulerService _scheduler;
    private readonly CleaningFlow? _cleaning;
    private readonly RoomSurvey _survey;
    private readonly Dictionary<TimeSpan, RunResult> _snapshots = [];

    /// <summary>Starts all services and schedules the scenario's workload.</summary>
    /// <exception cref="CloudStartException">A service refuses its configuration.</exception>
    public CloudRun(Scenario scenario, RunOptions options)
    {
        _scenario = scenario;
        _cloud = new Cloud(scenario);
        _observer = new RunObserver(_env, scenario);
        _cloud.Placement.UsageChanged = (resource, difference) => _observer.Used(resource, difference);
        _context = new FlowContext(_env, _cloud, _observer, options);
        _scheduler = new SchedulerService(_context);
        CheckOperations();
        MeasureCapacity();
        ArrivalProcess arrivals = new(_context, Submit);
        foreach (ArrivalWorkload workload in scenario.Arrivals)
        {
            _env.Process(arrivals.Run(workload));
        }

        _env.Process(arrivals.Replay(scenario.Requests));
        PlannedFaults faults = new();
        _context.Hooks.Faults = faults.At;
        _context.Hooks.CallFailed = _observer.CallFailed;
        _env.Process(new OperatorFlow(_context, _scheduler, faults).Run(scenario.Operations));
        _survey = new RoomSurvey(_context, _scheduler);
        _env.Process(_survey.Run());
        _env.Process(_survey.Count(scenario.HeadroomAt));
        StartCampaigns();
        _ = new FaultFlow(_context, _scheduler);
        if (scenario.Faults.HasServiceFaults)
        {
            _ = new ServiceFaultFlow(_context);
        }

        if (scenario.Faults.Devices.Count > 0)
        {
            _ = new DeviceFaultFlow(_context, _scheduler);
        }

        _cleaning = scenario.Cleaning is { } policy ? new CleaningFlow(_context, policy) : null;
    }

    /// <summary>What every flow of the run shares.</summary>
    internal FlowContext Context => _context;

    /// <summary>The scheduler service.</summary>
    internal SchedulerService Scheduler => _scheduler;

    /// <summary>Runs to the scenario's end, or until interrupted; then closes the books.</summary>
    /// <param name="steps">Into how many equal parts of simulated time the run is cut for progress and interruption.</param>
    /// <param name="progress">Told after each part.</param>
    /// <param name="interrupted">Ends the run after the present part.</param>
    /// <exception cref="InvariantException">An invariant broke.</exception>
    public RunResult Run(int steps, Action<RunProgress> progress, System.Threading.CancellationToken interrupted)
    {
        bool stopped = false;
        Queue<TimeSpan> instants = new(_scenario.Expect.Select(row => row.At).OfType<TimeSpan>().Distinct().Order());
        for (int step = 1; step <= steps && !stopped; step++)
        {
            long until = (long)((decimal)_scenario.Duration.Ticks * step / steps);
            while (instants.TryPeek(out TimeSpan instant) && instant.Ticks <= until)
            {
                RunTo(instant.Ticks);
                _snapshots.Add(instants.Dequeue(), Observe(interrupted: false));
            }

            RunTo(until);
            progress(new RunProgress(_observer.Now, _scenario.Duration, _env.ProcessedEvents, _observer.Active, _observer.Failed));
            stopped = interrupted.IsCancellationRequested && step < steps;
        }

        return Close(stopped);
    }

    private void RunTo(long until)
    {
        if (until > (_env.Now - _env.StartDate).Ticks)
        {
            _env.Run(_env.StartDate.AddTicks(until));
        }
    }

    private void Submit(ServerRequest request) => _env.Process(new BootFlow(_context, _scheduler).Run(_context.NewServer(request)));

    /// <summary>Which resource providers there are is known only once the compute services have reported their devices.</summary>
    private void CheckOperations()
    {
        if (_scenario.Operations.Any(operation => operation.Changed is not null))
        {
            // Then there may be others in time.
            return;
        }

        foreach (Operation operation in _scenario.Operations.Where(operation => operation.Kind == OperationKind.Reserve))
        {
            if (_cloud.Placement.FindProviderByName(operation.Target) is null)
            {
                string? nearest = NearestName.Find(operation.Target, _cloud.Placement.Providers.Select(provider => provider.Name));
                string suggestion = nearest is null ? string.Empty : $" (did you mean '{nearest}'?)";
                throw new CloudStartException($"there is no resource provider '{operation.Target}'{suggestion}", operation.Position);
            }
        }
    }

    private void StartCampaigns()
    {
        Dictionary<string, Event> started = new(StringComparer.Ordinal);
        foreach (Campaign campaign in _scenario.Campaigns)
        {
            CampaignRecord record = new(campaign);
            _observer.Campaigns.Add(record);
            Event? before = campaign.After is { } name ? started[name] : null;
            started.Add(campaign.Name, _env.Process(new CampaignFlow(_context, _scheduler, record).Run(before)));
        }
    }

    private void MeasureCapacity()
    {
        foreach (ComputeHost host in _cloud.Hosts)
        {
            foreach (ResourceProvider provider in _cloud.Placement.Subtree(host.Tracker.Facts.Uuid))
            {
                foreach (Inventory inventory in _cloud.Placement.GetInventories(provider.Uuid))
                {
                    _observer.AddCapacity(inventory.ResourceClass, inventory.Capacity);
                }
            }

            foreach (PciDevice device in host.Devices)
            {
                if (device.ProviderUuid is null)
                {
                    _observer.AddCapacity(HostClaims.UnreportedLabel(device), 1);
                }
            }
        }
    }

    private RunResult Close(bool interrupted)
    {
        TimeSpan end = _observer.Now;
        if (_scenario.HeadroomAt.Count == 0)
        {
            _observer.Headroom.AddRange(_survey.Headroom());
        }

        _observer.Recorder.Close(end);
        return Observe(interrupted) with { Snapshots = _snapshots };
    }

    private static ServerRecord Describe(Server server)
    {
        Instance instance = server.Instance;
        ServerRecord record = server.Record.Copy();
        record.Status = instance.IsDeleted && record.State == ServerState.Error
            ? "ERROR"
            : ServerStateNames.ToApiStatus(instance.IsDeleted ? VmState.Deleted : instance.VmState, instance.TaskState);
        record.Fault = instance.Fault is { } fault ? $"{fault.Name}: {fault.Message}" : "";
        if (instance.Host is not null && instance.Numa is { } numa)
        {
            record.NumaNodes = [.. numa.Cells.Select(cell => cell.Id)];
            record.PinnedCpus = numa.PinnedHostCpus.ToString();
        }

        return record;
    }

    /// <summary>What the run has found out by now.</summary>
    private RunResult Observe(bool interrupted)
    {
        TimeSpan end = _observer.Now;
        List<DeviceRow> devices = [];
        Dictionary<string, Server> servers = _context.Servers.Values.ToDictionary(server => server.Uuid, StringComparer.Ordinal);
        foreach (ComputeHost host in _cloud.Hosts)
        {
            devices.AddRange(host.Meters.Select(meter => RunSummaries.ToRow(host, meter, servers, end)));
        }

        HostRow[] hosts = [.. _cloud.Hosts.Select(host => host.ToRow(end))];
        RunResult result = new()
        {
            Scenario = _scenario,
            Summary = RunSummaries.Summarize(_scenario, _observer, end, interrupted, _env.ProcessedEvents) with
            {
                Cleaning = _cleaning?.ToFigures() ?? CleaningFigures.None,
            },
            Servers = [.. _observer.Servers.Select(record => Describe(_context.Servers[record.Name]))],
            Failures = _observer.Failures,
            Hosts = hosts,
            NumaNodes = [.. _cloud.Hosts.SelectMany(host => host.NumaRows(end))],
            Usage = UsageTable.Of(_cloud, hosts, devices),
            Devices = devices,
            Ports = _cloud.Neutron.Rows(),
            Campaigns = [.. _observer.Campaigns.SelectMany(campaign => campaign.Rows)],
            Outages = _scenario.Faults.BreaksServices ? [.. _observer.Outages.Rows] : null,
            Operations = [.. _observer.Operations.Select(MoveSummaries.ToRow)],
            Migrations = [.. _observer.Moves.Select(MoveSummaries.ToRow)],
            Accounts = _scenario.Expect.Count == 0
                ? PlacementAccounts.None
                : MoveSummaries.Accounts(_cloud, _observer.Moves, _context.Servers.Values),
            DeviceFaults = _observer.DeviceFaults is { } book ? [.. book.Faults.Select(fault => fault.ToRow())] : null,
            Providers = RunSummaries.Providers(_cloud),
            Headroom = _observer.Headroom,
            Series = RunSummaries.Series(_observer.Recorder),
            Intervals = _observer.Recorder.Intervals,
            Decisions = _context.Decisions.Traces,
            Leaks = [.. _context.Leaks.Rows],
        };
        if (_context.Options.ChecksInvariants)
        {
            Invariants.CheckQuiescent(_context);
        }

        return result;
    }
}
