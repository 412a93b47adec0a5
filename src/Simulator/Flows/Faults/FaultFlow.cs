using Model;
using Model.Servers;
using Simulator.Flows.Moves;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows.Faults;

/// <summary>Lets hosts and racks fail and come back, and does what operators do about it.</summary>
internal sealed class FaultFlow
{
    private readonly FlowContext _context;
    private readonly SchedulerService _scheduler;
    private readonly FaultPlan _plan;
    private readonly OutageBook _book;
    private readonly Resource? _evacuations;
    private readonly int[] _causes;

    /// <summary>Starts the processes of a scenario's faults.</summary>
    public FaultFlow(FlowContext context, SchedulerService scheduler)
    {
        _context = context;
        _scheduler = scheduler;
        _plan = context.Cloud.Scenario.Faults;
        _book = context.Observer.Outages;
        _causes = new int[context.Cloud.Hosts.Count];
        _evacuations = _plan.Evacuation is { } policy ? new Resource(context.Env, policy.AtOnce) : null;
        Start(_plan.Hosts, "host", [.. context.Cloud.Hosts.Select(host => (host.Name, (IReadOnlyList<ComputeHost>)[host]))]);
        Start(_plan.Racks, "rack",
        [
            .. context.Cloud.Hosts.Where(host => host.Definition.Rack is not null)
                .GroupBy(host => host.Definition.Rack!, StringComparer.Ordinal)
                .Select(rack => (rack.Key, (IReadOnlyList<ComputeHost>)[.. rack])),
        ]);
        if (_plan.LiveMigrations > 0)
        {
            RandomStream numbers = context.Streams.For("faults", "live migrations");
            Func<FaultPoint, ComputeHost, Server, NovaException?>? others = context.Hooks.Faults;
            context.Hooks.Faults = (point, host, server) => others?.Invoke(point, host, server)
                ?? (point == FaultPoint.LiveMigration && numbers.NextChance(_plan.LiveMigrations)
                    ? new NovaException("libvirtError", "operation failed: migration job: unexpectedly failed")
                    : null);
        }
    }

    private void Start(FaultDefinition? faults, string kind, List<(string Name, IReadOnlyList<ComputeHost> Hosts)> things)
    {
        if (faults is null)
        {
            return;
        }

        foreach ((string name, IReadOnlyList<ComputeHost> hosts) in things)
        {
            _context.Env.Process(Fail(faults, _context.Streams.For($"{kind} failures", name), hosts, kind, name));
        }
    }

    private IEnumerable<Event> Fail(FaultDefinition faults, RandomStream numbers, IReadOnlyList<ComputeHost> hosts, string kind, string name)
    {
        while (true)
        {
            yield return _context.Env.Sleep(faults.Between.SampleTime(numbers));
            _book.Racks += kind == "rack" ? 1 : 0;
            OutageRow outage = _book.Begin(kind, name, _context.Now);
            foreach (ComputeHost host in hosts)
            {
                Crash(host, outage);
            }

            yield return _context.Env.Sleep(faults.Repair.SampleTime(numbers));
            outage.BackS = _context.Now.TotalSeconds;
            foreach (ComputeHost host in hosts)
            {
                Return(host);
            }
        }
    }

    /// <summary>A host goes down with its guests. A host that is down for another reason stays so until both are over.</summary>
    private void Crash(ComputeHost host, OutageRow outage)
    {
        if (_causes[host.Place]++ > 0 || !host.IsRunning)
        {
            return;
        }

        _book.Hosts++;
        outage.Hosts++;
        _context.Observer.Recorder.Counter("failures of hosts").Add(_context.Now);
        host.Stop(_context.Now, isHost: true);
        foreach (Server server in _context.Servers.On(host).Where(server => server.Instance.IsRunning))
        {
            server.Instance.IsRunning = false;
            _book.Hit(server, _context.Now, outage);
        }

        if (_plan.Evacuation is { } policy)
        {
            _context.Env.Process(Evacuate(host, policy, host.Stops));
        }
    }

    private void Return(ComputeHost host)
    {
        if (--_causes[host.Place] > 0 || host.IsRunning)
        {
            return;
        }

        if (ComputeLife.Start(_context, host) is null)
        {
            foreach (Server server in _context.Servers.On(host).Where(_book.IsDown))
            {
                _context.Env.Process(Resume(host, server));
            }
        }
    }

    /// <summary>
    /// A guest whose host is back: Nova starts it if <c>resume_guests_state_on_host_boot</c> says so; otherwise it finds the guest off, stops
    /// the server (<c>_sync_power_states</c>), and somebody starts it.
    /// </summary>
    private IEnumerable<Event> Resume(ComputeHost host, Server server)
    {
        LifecycleOptions options = new(host);
        if (server.Instance.VmState == VmState.Active && server.Instance.TaskState == TaskState.None && !options.Resumes)
        {
            yield return _context.Env.Sleep(options.UntilFoundOff);
            if (!host.IsRunning || server.Instance.VmState != VmState.Active || server.Instance.TaskState != TaskState.None)
            {
                yield break;
            }

            server.Instance.VmState = VmState.Stopped;
            _context.Changed(server);
        }
        else if (server.Instance.VmState == VmState.Active && options.Resumes)
        {
            server.Instance.VmState = VmState.Stopped;
        }

        foreach (Event step in StartAgain(server, wasEvacuated: false))
        {
            yield return step;
        }
    }

    private IEnumerable<Event> StartAgain(Server server, bool wasEvacuated)
    {
        foreach (Event step in new StartFlow(_context).Run(server, new FlowOutcome()))
        {
            yield return step;
        }

        if (server.Instance is { VmState: VmState.Active, IsRunning: true })
        {
            _book.Runs(server, _context.Now, wasEvacuated);
        }
    }

    /// <summary>The operators see that a host is down, fence it, declare it down and evacuate what ran there.</summary>
    private IEnumerable<Event> Evacuate(ComputeHost host, EvacuationPolicy policy, int stops)
    {
        yield return _context.Env.Sleep(policy.After);
        if (host.IsRunning || host.Stops != stops)
        {
            yield break;
        }

        host.IsForcedDown = true;
        foreach (Server server in _context.Servers.On(host))
        {
            _context.Env.Process(EvacuateOne(host, server, policy, stops));
        }
    }

    private IEnumerable<Event> EvacuateOne(ComputeHost host, Server server, EvacuationPolicy policy, int stops)
    {
        Request turn = _evacuations!.Request();
        yield return turn;
        bool isLeft = !host.IsRunning && host.Stops == stops && server.Instance.Host == host.Name && !server.Instance.IsDeleted;
        if (isLeft && server.Instance.VmState is VmState.Active or VmState.Stopped && server.Instance.TaskState == TaskState.None)
        {
            foreach (Event step in new EvacuateFlow(_context, _scheduler).Run(server, null, new FlowOutcome()))
            {
                yield return step;
            }

            if (server.Instance.Host == host.Name && !server.Instance.IsDeleted)
            {
                _book.NotEvacuated++;
            }
        }

        _evacuations.Release(turn);
        bool isFirst = true;
        while (policy.Restarts && server.Instance.Host != host.Name && server.Instance.VmState == VmState.Stopped && _book.IsDown(server))
        {
            foreach (Event step in StartAgain(server, wasEvacuated: true))
            {
                yield return step;
            }

            // Nova counts devices of the dead host as the server's until that host's service is back, and stumbles over them.
            if (_book.IsDown(server))
            {
                _book.StartsRefused += isFirst ? 1 : 0;
                isFirst = false;
                yield return _context.Env.Sleep(policy.After);
            }
        }
    }

    /// <summary>What a host's configuration says about guests that are off.</summary>
    private readonly struct LifecycleOptions(ComputeHost host)
    {
        /// <summary>Whether the service starts them.</summary>
        public bool Resumes => host.Tracker.Facts.Options.Lifecycle.ResumeGuestsStateOnHostBoot;

        /// <summary>Until the service compares power states.</summary>
        public TimeSpan UntilFoundOff => TimeSpan.FromSeconds(Math.Max(0, host.Tracker.Facts.Options.Lifecycle.SyncPowerStateInterval));
    }
}
