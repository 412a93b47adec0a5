using Model;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Flows.Moves;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>What every flow needs: the clock, the cloud, the latencies and somebody to tell what happened.</summary>
internal sealed class FlowContext
{
    /// <summary>Makes the context of a run.</summary>
    public FlowContext(Simulation env, Cloud cloud, RunObserver observer, RunOptions options)
    {
        Env = env;
        Cloud = cloud;
        Observer = observer;
        Options = options;
        Times = new ServiceTimes(cloud.Scenario);
        Streams = new RandomStreams(cloud.Scenario.Seed);
        Servers = new ServerBook(cloud, Streams);
        Leaks = new LeakBook(cloud);
        Transfers = new LiveTransfers(env, cloud.Scenario, Streams);
        Decisions = new DecisionLog(cloud, options.Explain);
        Audits = new HostAudits(this);
        Operations = new Operations(this);
        Placement = new PlacementClient(this);
        cloud.Database.Concerned = name => Audits.Await(cloud.HostNamed(name));
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

    /// <summary>All servers.</summary>
    public ServerBook Servers { get; }

    /// <summary>What live migrations share.</summary>
    public LiveTransfers Transfers { get; }

    /// <summary>Who wants to know of decisions.</summary>
    public DecisionLog Decisions { get; }

    /// <summary>What flows ask and tell others on their way.</summary>
    public FlowHooks Hooks { get; } = new();

    /// <summary>What Nova leaves behind.</summary>
    public LeakBook Leaks { get; }

    /// <summary>The audits that hosts need.</summary>
    public HostAudits Audits { get; }

    /// <summary>The operations that are doing something with servers.</summary>
    public Operations Operations { get; }

    /// <summary>The services' way to Placement.</summary>
    public PlacementClient Placement { get; }

    /// <summary>How often the invariants of a host were checked.</summary>
    public long InvariantChecks { get; private set; }

    /// <summary>Simulated time since the scenario's start.</summary>
    public TimeSpan Now => Env.Now - Env.StartDate;

    /// <summary>Records a server that somebody asks for now.</summary>
    public Server NewServer(ServerRequest request)
    {
        Server server = Servers.Add(request, Now);
        Observer.Requested(server.Record);
        return server;
    }

    /// <summary>Waits as long as the named latency takes this server.</summary>
    public Event Wait(string latency, Server server) => Env.Sleep(Times.Draw(latency, server.Numbers));

    /// <summary>Whether others take a host's compute service for alive.</summary>
    public bool IsUp(ComputeHost host) => host.Service.IsUp(Now, TimeSpan.FromSeconds(Cloud.Controller.Lifecycle.ServiceDownTime));

    /// <summary>A flow does something with a server after which Nova may leave something behind, on the given host or on any.</summary>
    public void Leaves(LeakCause cause, string flow, Server server, ComputeHost? host = null) =>
        Leaks.Note(cause, flow, Operations.Actor?.ToString() ?? "start of a service", server, Now, host);

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
        if (Placement.IsAway)
        {
            // What the service could not tell Placement, or take back, is for its audits.
            Audits.Await(host);
        }

        host.Observe(Now, Observer);
        host.LastTouch = new HostTouch(Now, Operations.Actor);
        if (host.Tracker.Pci.Confusion != PciPoolConfusion.None)
        {
            Leaks.ReviewPools(host, host.LastTouch.Actor?.ToString() ?? "its own service", Now);
        }

        if (Options.ChecksInvariants)
        {
            InvariantChecks++;
            Invariants.Check(this, host);
        }
    }
}
