using Model;
using Model.Scheduling;
using Model.Servers;
using Simulator.Flows.Decisions;
using Simulator.Flows.Leaks;
using Simulator.Flows.Moves;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>What every flow needs: the clock, the cloud, the latencies and somebody to tell what happened.</summary>
internal sealed class FlowContext
{
    private readonly Dictionary<string, Server> _serversByUuid = new(StringComparer.Ordinal);

    /// <summary>Makes the context of a run.</summary>
    public FlowContext(Simulation env, Cloud cloud, RunObserver observer, RunOptions options)
    {
        Env = env;
        Cloud = cloud;
        Observer = observer;
        Options = options;
        Leaks = new LeakBook(cloud);
        Times = new ServiceTimes(cloud.Scenario);
        Streams = new RandomStreams(cloud.Scenario.Seed);
        Transfers = new LiveTransfers(env, cloud.Scenario, Streams);
        Traces = options.Explain == ExplainMode.None ? null : [];
    }

    /// <summary>The kernel.</summary>
    public Simulation Env { get; }

    /// <summary>The cloud's state.</summary>
    public Cloud Cloud { get; }

    /// <summary>The metrics.</summary>
    public RunObserver Observer { get; }

    /// <summary>What to record and check.</summary>
    public RunOptions Options { get; }

    /// <summary>The latencies.</summary>
    public ServiceTimes Times { get; }

    /// <summary>The scenario's random streams.</summary>
    public RandomStreams Streams { get; }

    /// <summary>What live migrations share.</summary>
    public LiveTransfers Transfers { get; }

    /// <summary>Decision traces as JSON lines, or null when nobody wants them.</summary>
    public List<string>? Traces { get; }

    /// <summary>Told of every decision once a host has accepted the server or nobody will, or null.</summary>
    public Action<Decision>? Listener { get; set; }

    /// <summary>Told of every answer of the scheduler, for boots and moves alike, or null.</summary>
    public Action<SchedulingReport>? Scheduled { get; set; }

    /// <summary>Puts Placement's candidates into another order, which is as good as any; null for the order in which they come.</summary>
    public Func<RequestSpec, CandidateAnswer, CandidateAnswer>? Reorder { get; set; }

    /// <summary>Told of every asynchronous call that ends with an error, or null.</summary>
    public Action<CallError>? CallFailed { get; set; }

    /// <summary>What breaks at a place in a flow, or null for nothing.</summary>
    public Func<FaultPoint, ComputeHost, Server, NovaException?>? Faults { get; set; }

    /// <summary>Told of every server that is deleted and the host it was on (<c>instance.delete.end</c>), or null.</summary>
    public Action<Server, ComputeHost>? ServerDeleted { get; set; }

    /// <summary>Whether Placement gives no answers: schedulers find no candidates.</summary>
    public bool IsPlacementAway { get; set; }

    /// <summary>Whether hosts audit themselves when something has happened that only an audit sets right.</summary>
    public bool AuditsHosts { get; set; } = true;

    /// <summary>Whether somebody wants to know how decisions were made.</summary>
    public bool Explains => Traces is not null || Listener is not null || Scheduled is not null;

    /// <summary>Servers by name; look-up only.</summary>
    public Dictionary<string, Server> Servers { get; } = new(StringComparer.Ordinal);

    /// <summary>What Nova leaves behind.</summary>
    public LeakBook Leaks { get; }

    /// <summary>How often the invariants of a host were checked.</summary>
    public long InvariantChecks { get; private set; }

    /// <summary>Simulated time since the scenario's start.</summary>
    public TimeSpan Now => Env.Now - Env.StartDate;

    /// <summary>The server of a record.</summary>
    public Server ServerOf(Instance instance) => _serversByUuid[instance.Uuid];

    /// <summary>The servers whose record names a host, in the order in which they came to it.</summary>
    public IReadOnlyList<Server> ServersOn(ComputeHost host) => [.. Cloud.Database.On(host.Name).Select(ServerOf)];

    /// <summary>The server of that uuid, or null when no flow made it.</summary>
    public Server? FindServer(string uuid) => _serversByUuid.GetValueOrDefault(uuid);

    /// <summary>Records a server that somebody asks for now.</summary>
    public Server NewServer(ServerRequest request)
    {
        Instance instance = new()
        {
            Uuid = Cloud.UuidOf("server", request.Name),
            ProjectId = request.Project,
            Flavor = Cloud.Flavor(request.Flavor),
            Image = Cloud.Image(request.Image),
        };
        Server server = new()
        {
            Cloud = Cloud,
            Request = request,
            Instance = instance,
            Flavor = instance.Flavor,
            Image = instance.Image,
            Record = new ServerRecord
            {
                Name = request.Name,
                Workload = request.Workload,
                Flavor = request.Flavor,
                Project = request.Project,
                RequestedAt = Now,
            },
            Ports = Cloud.Neutron.PortsOf(request),
            Numbers = Streams.For("server", request.Name),
        };
        Cloud.Database.Add(instance);
        Servers.Add(request.Name, server);
        _serversByUuid.Add(server.Uuid, server);
        Observer.Requested(server.Record);
        return server;
    }

    /// <summary>Waits as long as the named latency takes this server.</summary>
    public Event Wait(string latency, Server server)
    {
        if (latency == TimingCatalog.Conductor)
        {
            server.Workplace?.Leave();
        }

        return Env.Sleep(Times.Draw(latency, server.Numbers));
    }

    /// <summary>Passes on a decision that is settled; null where nobody wanted to know.</summary>
    public void Settled(Decision? decision)
    {
        if (decision is null)
        {
            return;
        }

        if (Traces is not null && (Options.Explain == ExplainMode.All || decision.Refusal is not null))
        {
            Traces.Add(DecisionLine.Of(decision, Cloud));
        }

        Listener?.Invoke(decision);
    }

    /// <summary>Whether others take a host's compute service for alive.</summary>
    public bool IsUp(ComputeHost host) => host.Service.IsUp(Now, TimeSpan.FromSeconds(Cloud.Controller.Lifecycle.ServiceDownTime));

    /// <summary>The fault that strikes at a place in a flow, or null.</summary>
    public NovaException? FaultAt(FaultPoint point, ComputeHost host, Server server) => Faults?.Invoke(point, host, server);

    /// <summary>An asynchronous call ended with an error, which nobody but the log hears of.</summary>
    public void Failed(string method, string where, NovaException error, Server server) =>
        CallFailed?.Invoke(new CallError(method, where, error.Name, server.Record.Name));

    /// <summary>Whether a call reaches a host's compute service; a call to a stopped one is lost.</summary>
    public bool Reaches(string method, ComputeHost host, Server server)
    {
        server.HostsCalled.Add(host.Name);
        if (!host.IsRunning)
        {
            Leaves(LeakCause.LostCall, method, server);
            CallFailed?.Invoke(new CallError(method, host.Name, CallError.Lost, server.Record.Name));
        }
        else
        {
            server.Workplace?.Enter(host);
        }

        return host.IsRunning;
    }

    /// <summary>Whether work in a host's compute service has come to its end: it is lost when the service stopped meanwhile.</summary>
    /// <param name="method">The call that the work belongs to.</param>
    /// <param name="host">The host.</param>
    /// <param name="stops">How often the service had stopped when the work began.</param>
    /// <param name="server">The server.</param>
    public bool Outlasts(string method, ComputeHost host, int stops, Server server)
    {
        if (host.Stops != stops)
        {
            CallFailed?.Invoke(new CallError(method, host.Name, CallError.Lost, server.Record.Name));
        }

        return host.Stops == stops;
    }

    /// <summary>Something happened on a host that only its next audit sets right, and it comes within a minute.</summary>
    public void AwaitAudit(ComputeHost host)
    {
        if (AuditsHosts && !host.AwaitsAudit)
        {
            host.AwaitsAudit = true;
            Env.Process(ComputeLife.AuditSoon(this, host));
        }
    }

    /// <summary>
    /// Does something with a server, unless the compute service at work stops, and looks afterwards what is left behind. A delete that was
    /// asked for meanwhile comes then.
    /// </summary>
    public IEnumerable<Event> Operation(Server server, IEnumerable<Event> steps)
    {
        server.InFlight++;
        Workplace workplace = new();
        using IEnumerator<Event> flow = steps.GetEnumerator();
        while (Resume(server, flow, workplace))
        {
            yield return flow.Current;
            if (workplace.IsGone)
            {
                CutOff(server);
                yield break;
            }
        }

        server.InFlight--;
        Finished(server);
    }

    /// <summary>The service at work has stopped. A delete that was cut off goes on when the service starts.</summary>
    private void CutOff(Server server)
    {
        Leaves(LeakCause.CutOff, "service stopped", server);
        CallFailed?.Invoke(new CallError("service stopped", server.Record.Host ?? "", CallError.Lost, server.Record.Name));
        if (server.Moves.Count > 0)
        {
            EndMove(server.Moves[^1]);
        }

        server.InFlight--;
        bool wasDeleting = server.Deleting;
        Finished(server);
        if (wasDeleting)
        {
            server.Deleting = false;
            server.DeleteRequested = true;
        }
    }

    private static bool Resume(Server server, IEnumerator<Event> flow, Workplace workplace)
    {
        server.Workplace = workplace;
        bool goesOn = flow.MoveNext();
        server.Workplace = null;
        return goesOn;
    }

    /// <summary>A flow has ended with a server.</summary>
    public void Finished(Server server)
    {
        if (server.InFlight > 0)
        {
            return;
        }

        AuditMoves(server);
        Leaks.Review(server, Now);
        if (server.DeleteRequested && !server.Deleting && !server.Instance.IsDeleted)
        {
            server.DeleteRequested = false;
            Env.Process(new DeleteFlow(this).Run(server));
        }
    }

    /// <summary>
    /// What an unfinished move counts on its hosts depends on the server's state: they are audited after whatever changes that.
    /// </summary>
    public void AuditMoves(Server server)
    {
        foreach (Migration move in server.Moves.Where(move => move.HoldsResources))
        {
            AwaitAudit(Cloud.HostNamed(move.Source));
            if (move.Destination is { } destination)
            {
                AwaitAudit(Cloud.HostNamed(destination));
            }
        }
    }

    /// <summary>A flow does something with a server after which Nova may leave something behind.</summary>
    public void Leaves(LeakCause cause, string flow, Server server) => Leaks.Note(cause, flow, server, Now);

    /// <summary>A move of a server begins.</summary>
    public Migration BeginMove(Server server, MigrationType type, string newFlavor, MigrationStatus status)
    {
        Migration move = Cloud.Database.AddMigration(server.Instance, type, newFlavor, status);
        server.Moves.Add(move);
        Observer.MoveBegan(server.Record.Name, move);
        return move;
    }

    /// <summary>A move has come to an end, well or not; the server's own fault is the cause unless one is given.</summary>
    public void EndMove(Migration move, NovaException? cause = null) => Observer.MoveEnded(move, cause);

    /// <summary>Takes the server's record over into the results.</summary>
    public void Changed(Server server) => Observer.Changed(server);

    /// <summary>Measures a host after a change, and checks its invariants if the run was asked to.</summary>
    public void Changed(ComputeHost host)
    {
        host.Observe(Now, Observer);
        if (Options.ChecksInvariants)
        {
            InvariantChecks++;
            Invariants.Check(Cloud, host, Now);
        }
    }
}
