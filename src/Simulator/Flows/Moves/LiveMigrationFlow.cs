using Model;
using Model.Compute.LiveMigration;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Migrations;
using Simulator.Scenarios;
using MigrationStatus = Model.Servers.MigrationStatus;

namespace Simulator.Flows.Moves;

/// <summary>
/// Live migration (<c>nova/conductor/tasks/live_migrate.py</c>; <c>nova/compute/manager.py</c>, check_can_live_migrate_destination,
/// pre_live_migration, _post_live_migration, _rollback_live_migration).
/// </summary>
internal sealed class LiveMigrationFlow(FlowContext context, SchedulerService scheduler)
{
    private const string Method = "live_migrate_instance";

    // Exceptions after which the server goes on where it is; after any other one it is in ERROR.
    private static readonly string[] Harmless =
    [
        "NoValidHost", "MaxRetriesExceeded", "ComputeHostNotFound", "ComputeServiceUnavailable", "InvalidHypervisorType", "InvalidCPUInfo",
        "UnableToMigrateToSelf", "DestinationHypervisorTooOld", "InstanceInvalidState", "MigrationPreCheckError",
    ];

    /// <summary>The process.</summary>
    /// <param name="server">The server.</param>
    /// <param name="destination">The host to go to; null for the scheduler's choice.</param>
    /// <param name="outcome">Filled with the API's answer.</param>
    public IEnumerable<Event> Run(Server server, string? destination, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, destination, outcome));

    private IEnumerable<Event> Steps(Server server, string? destination, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "os-migrateLive", VmState.Active, VmState.Paused)
            || !outcome.AllowsPorts(context, "live-migration", server.Ports))
        {
            yield break;
        }

        Instance instance = server.Instance;
        instance.TaskState = TaskState.Migrating;
        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        if (instance.IsDeleted)
        {
            yield break;
        }

        Journey journey = new(server, server.Host!, context.Env)
        {
            Move = context.BeginMove(server, MigrationType.LiveMigration, instance.Flavor.Name, MigrationStatus.Accepted),
            Requests = instance.PciRequests,
        };
        journey.Move.HasSourceNode = false;
        foreach (Event step in FindDestination(journey, destination))
        {
            yield return step;
        }

        if (journey.Error is { } error)
        {
            Refuse(journey, error);
        }
        else
        {
            journey.Move.HasSourceNode = true;
            context.Cloud.Database.SetDestination(journey.Move, journey.Target!.Name, withNode: true);
            yield return context.Wait(TimingCatalog.Message, server);
            if (context.Operations.Enter("live_migration", journey.Source, server))
            {
                server.Journey = journey;
                foreach (Event step in Transfer(journey, journey.Target))
                {
                    yield return step;
                }
            }
        }

        context.EndMove(journey.Move, journey.Error);
        context.Settle(server, journey.Source, journey.Target);
    }

    /// <summary>The conductor's part: checks, hands the allocation to the move and tries hosts until one does.</summary>
    private IEnumerable<Event> FindDestination(Journey journey, string? destination)
    {
        Server server = journey.Server;
        MigrationGuest guest = GuestOf(server);
        journey.Error = MoveParts.Attempt(() =>
        {
            LiveMigrationChecks.BeforeScheduling(guest, HostOf(journey.Source), Conditions);
            journey.HasHanded = MoveParts.HandOver(context, server, journey.Move);
        });
        List<string> tried = [journey.Source.Name];
        int retriesMax = context.Cloud.Controller.Lifecycle.MigrateMaxRetries;
        while (journey.Error is null && journey.Target is null)
        {
            if (retriesMax != -1 && tried.Count - 1 > retriesMax)
            {
                journey.Error = new NovaException(
                    "MaxRetriesExceeded", $"Exceeded max scheduling retries for instance {server.Record.Name} during live migration");
                break;
            }

            SchedulingWish wish = SchedulingWish.Of(server) with { IgnoreHosts = [.. tried], Destination = destination };
            SchedulingAnswer answer = new();
            foreach (Event step in scheduler.Select(server, () => scheduler.Describe(server, wish), returnsAlternates: false, answer))
            {
                yield return step;
            }

            if (answer.Selected is not { } selection)
            {
                journey.Error = answer.Error;
                break;
            }

            CallAnswer reply = new();
            foreach (Event step in context.Operations.Call(
                "check_can_live_migrate_destination", selection.Host, server, Check(journey, selection, guest, reply), reply))
            {
                yield return step;
            }

            NovaException? refusal = reply.Error is { Name: "MessagingTimeout" } timeout
                ? new NovaException("MigrationPreCheckError", "Migration pre-check error: " + timeout.Message)
                : reply.Error;
            if (refusal is null)
            {
                journey.Target = selection.Host;
            }
            else if (refusal is LiveMigrationRefusal { SkipsHost: true } or { Name: "MigrationPreCheckError" })
            {
                tried.Add(selection.Host.Name);
                context.Leaves(LeakCause.FailedLiveMigration, Method, server);
                server.Instance.Fault = refusal is LiveMigrationRefusal ? server.Instance.Fault : refusal;
                journey.Error = MoveParts.Attempt(() => context.Placement.RemoveTree(server, selection.Host));
                context.Audits.Await(selection.Host);
            }
            else
            {
                journey.Error = refusal;
                context.Audits.Await(selection.Host);
            }
        }
    }

    /// <summary>What the destination does before it is one.</summary>
    private IEnumerable<Event> Check(Journey journey, HostSelection selection, MigrationGuest guest, CallAnswer reply)
    {
        yield return context.Wait(TimingCatalog.Message, journey.Server);
        yield return context.Wait(TimingCatalog.Claim, journey.Server);
        reply.Error = journey.Source.IsRunning
            ? journey.Server.Instance.Refusal(journey.Server.Instance.TaskState) ?? MoveParts.Attempt(() => Check(journey, selection, guest))
            : new NovaException("MigrationPreCheckError", $"Migration pre-check error: {journey.Source.Name} does not answer");
        context.Changed(selection.Host);
    }

    /// <summary>What conductor and destination check and claim for one host.</summary>
    private void Check(Journey journey, HostSelection selection, MigrationGuest guest)
    {
        Instance instance = journey.Server.Instance;
        ComputeHost host = selection.Host;
        journey.Bound = selection.Providers.Count > 0
            ? PciRequestBinding.Bind(journey.Bound ?? journey.Requests, selection.Providers)
            : journey.Requests;
        LiveMigrationChecks.OnDestination(guest, HostOf(journey.Source), HostOf(host), Conditions);
        if (instance.Numa is not null)
        {
            ClaimCells(journey, selection);
        }

        // Devices of aliases and of ports are claimed apart. The second claim hides the first one's devices from the tracker, as in Nova.
        PciRequest[] ofFlavor = [.. journey.Bound.Where(request => !request.IsFromPort)];
        PciRequest[] ofPorts = [.. journey.Bound.Where(request => request.IsFromPort)];
        host.Tracker.ClaimPci(instance, ofFlavor, instance.MigrationContext?.NewNuma);
        host.Tracker.ClaimPci(instance, ofPorts, instance.MigrationContext?.NewNuma);
    }

    private void ClaimCells(Journey journey, HostSelection selection)
    {
        Instance instance = journey.Server.Instance;
        try
        {
            selection.Host.Tracker.ClaimMove(
                instance,
                instance.Flavor,
                journey.Move,
                context.Cloud.AliasesOf(selection.Host),
                instance.Image,
                selection.NumaLimits,
                MoveParts.RequestNames(journey.Server, journey.Move, selection.Host.Name, 0));
        }
        catch (NovaException refusal) when (refusal.Name == "ComputeResourcesUnavailable")
        {
            throw new NovaException("MigrationPreCheckError", "Migration pre-check error: " + refusal.Message);
        }
    }

    /// <summary>The conductor gives up: the allocation goes back, and the server goes on or is in ERROR.</summary>
    private void Refuse(Journey journey, NovaException error)
    {
        Instance instance = journey.Server.Instance;
        context.Leaves(LeakCause.FailedLiveMigration, Method, journey.Server);
        if (instance.IsDeleted)
        {
            // The move's record is gone too, and with it who could give back what it holds.
            return;
        }

        if (journey.HasHanded)
        {
            MoveParts.HandBack(context, journey.Server, journey.Move);
        }

        journey.Move.Status = MigrationStatus.Error;
        if (Harmless.Contains(error.Name))
        {
            instance.GiveUp(error);
            context.Hooks.Failed(Method, "conductor", error, journey.Server);
        }
        else
        {
            instance.EndInError(error);
            context.Hooks.Failed(Method, "conductor", new NovaException("MigrationError", "Migration error: " + error.Message), journey.Server);
        }
    }

    /// <summary>The source's part, once there is a destination: waits for its turn among the source's migrations.</summary>
    private IEnumerable<Event> Transfer(Journey journey, ComputeHost target)
    {
        journey.Move.Status = MigrationStatus.Queued;
        Resource? queue = context.Transfers.QueueOf(journey.Source);
        Request? turn = queue?.Request();
        try
        {
            if (turn is { IsTriggered: false })
            {
                yield return turn | journey.Aborted;
            }

            if (journey.IsAborted)
            {
                // Nobody has begun: only the allocation goes back; what the destination has claimed is left to its audit.
                Cancel(journey);
                yield break;
            }

            foreach (Event step in Send(journey, target))
            {
                yield return step;
            }
        }
        finally
        {
            journey.Server.Journey = null;
            if (turn is not null)
            {
                queue!.Release(turn);
            }
        }
    }

    private void Cancel(Journey journey)
    {
        MoveParts.HandBack(context, journey.Server, journey.Move);
        context.Leaves(LeakCause.FailedLiveMigration, "live_migration_abort", journey.Server);
        context.Audits.Await(journey.Target!);
        if (journey.Server.Instance.Refusal(TaskState.Migrating) is null)
        {
            journey.Server.Instance.TaskState = TaskState.None;
            journey.Move.Status = MigrationStatus.Cancelled;
        }
    }

    private IEnumerable<Event> Send(Journey journey, ComputeHost target)
    {
        Server server = journey.Server;
        int crashes = target.Crashes;
        journey.Move.Status = MigrationStatus.Preparing;
        CallAnswer reply = new();
        foreach (Event step in context.Operations.Call("pre_live_migration", target, server, Prepare(journey, target, reply), reply))
        {
            yield return step;
        }

        if (reply.Error is not null)
        {
            journey.Move.Status = MigrationStatus.Error;
            RollBack(journey, target, MigrationStatus.Failed);
            server.Instance.Fault = reply.Error;
            yield break;
        }

        if (journey.IsAborted)
        {
            RollBack(journey, target, MigrationStatus.Cancelled);
            yield break;
        }

        journey.Move.Status = MigrationStatus.Running;
        PassedThroughPorts ports = new(context, journey);
        foreach (Event step in ports.Unplug().Concat(Copy(journey, target, crashes)))
        {
            yield return step;
        }

        if (journey.Ending == MigrationStatus.Completed && context.Hooks.FaultAt(FaultPoint.LiveMigration, journey.Source, server) is { } broken)
        {
            journey.Error = broken;
            journey.Ending = MigrationStatus.Failed;
        }

        if (journey.Ending != MigrationStatus.Completed)
        {
            foreach (Event step in ports.PlugBack())
            {
                yield return step;
            }

            // A job that fails is rolled back without a word in the server's record.
            RollBack(journey, target, journey.Ending);
            yield break;
        }

        foreach (Event step in Arrive(journey, target, ports))
        {
            yield return step;
        }
    }

    private IEnumerable<Event> Prepare(Journey journey, ComputeHost target, CallAnswer reply)
    {
        yield return context.Wait(TimingCatalog.Message, journey.Server);
        reply.Error = context.Hooks.FaultAt(FaultPoint.PreLiveMigration, target, journey.Server);
    }

    /// <summary>
    /// The hypervisor's job. A host that goes down breaks it, and so do a guest that is destroyed and the end of the source's service, which
    /// aborts it when it starts again; what the destination's service does while the job runs is nothing to it.
    /// </summary>
    private IEnumerable<Event> Copy(Journey journey, ComputeHost target, int crashes)
    {
        Server server = journey.Server;
        if (target.Crashes != crashes)
        {
            yield break;
        }

        if (context.Transfers.NewJob(server, journey.Source, target) is not { } job)
        {
            journey.IsTransferring = true;
            yield return context.Wait(TimingCatalog.LiveMigration, server) | journey.Aborted;
            journey.IsTransferring = false;
            journey.Ending = journey.IsAborted ? MigrationStatus.Cancelled
                : target.Crashes == crashes && !journey.IsGuestGone ? MigrationStatus.Completed
                : MigrationStatus.Failed;
            yield break;
        }

        journey.Job = job;
        Action breakOff = () => job.Fail("A host went down.");
        journey.Source.Crashed += breakOff;
        target.Crashed += breakOff;
        try
        {
            foreach (Event step in job.Run())
            {
                yield return step;
            }
        }
        finally
        {
            journey.Source.Crashed -= breakOff;
            target.Crashed -= breakOff;
            journey.Job = null;

            // Without the source's service nobody watches the job. What is in post-copy by then cannot be aborted, and runs on.
            bool isWatched = job.HasEnded;
            _ = isWatched || job.Abort("The source's service stopped.") || job.Fail("The source's service stopped.");
            context.Observer.Transferred(journey.Move, job.Report);
            server.Instance.IsRunning &= !job.Report.GuestLost || !isWatched;
        }

        journey.Ending = job.Report.Outcome switch
        {
            MigrationOutcome.Completed or MigrationOutcome.PostCopied => MigrationStatus.Completed,
            MigrationOutcome.Aborted or MigrationOutcome.TimedOut => MigrationStatus.Cancelled,
            _ => MigrationStatus.Failed,
        };
    }

    /// <summary>The guest runs on the destination.</summary>
    private IEnumerable<Event> Arrive(Journey journey, ComputeHost target, PassedThroughPorts ports)
    {
        Server server = journey.Server;
        Instance instance = server.Instance;
        journey.Source.Tracker.FreeAllocatedPci(instance);
        CallAnswer reply = new();
        IEnumerable<Event> answer = Settle(journey, target, ports, reply);
        foreach (Event step in context.Operations.Call("post_live_migration_at_destination", target, server, answer, reply))
        {
            yield return step;
        }

        context.Leaves(LeakCause.LiveMigrationClaims, "_post_live_migration", server);
        if (reply.Error is { } error)
        {
            // Too late to go back: the record goes to the destination, the move is in error and keeps what it holds.
            journey.Error = error;
            journey.Move.Status = MigrationStatus.Error;
            if (!instance.IsDeleted)
            {
                Relocate(journey, target);
                instance.EndInError(error);
            }

            context.Hooks.Failed("live_migration", journey.Source.Name, error, server);
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        _ = MoveParts.Attempt(journey.Source.Tracker.Audit);
        journey.Move.Status = MigrationStatus.Completed;
        MoveParts.Drop(context, journey.Server, journey.Move);
    }

    /// <summary>The destination's part after the transfer.</summary>
    private IEnumerable<Event> Settle(Journey journey, ComputeHost target, PassedThroughPorts ports, CallAnswer reply)
    {
        Instance instance = journey.Server.Instance;
        yield return context.Wait(TimingCatalog.Message, journey.Server);
        target.Tracker.AllocatePci(instance);
        foreach (Event step in ports.Plug())
        {
            yield return step;
        }

        reply.Error = instance.Refusal(TaskState.Migrating);
        if (reply.Error is null)
        {
            Relocate(journey, target);
        }

        context.Changed(target);
    }

    /// <summary>The record follows the guest.</summary>
    private void Relocate(Journey journey, ComputeHost target)
    {
        Server server = journey.Server;
        Instance instance = server.Instance;
        if (instance.Host == target.Name)
        {
            return;
        }

        instance.PciRequests = journey.Bound ?? journey.Requests;
        instance.ApplyMigrationContext();
        instance.MigrationContext = null;
        context.Cloud.Database.SetHost(instance, target.Name);
        instance.TaskState = TaskState.None;
        instance.IsRunning = true;
        journey.Source.Images.Remove(server.Uuid);
        Neutron.Unbind(server, journey.Source);
        target.Place(server);
        Neutron.Bind(server, target);
    }

    /// <summary>
    /// The guest stays where it is. The destination's devices stay claimed until its next audit, unless there is something else to clean up.
    /// </summary>
    private void RollBack(Journey journey, ComputeHost target, MigrationStatus ending)
    {
        Instance instance = journey.Server.Instance;
        instance.PciRequests = journey.Requests;
        MoveParts.HandBack(context, journey.Server, journey.Move);
        bool hasCells = instance.Numa is not null;
        if (target.IsRunning && (hasCells || !context.Cloud.Scenario.HasSharedStorage))
        {
            target.Tracker.FreeClaimedPci(instance);
        }

        if (target.IsRunning && hasCells)
        {
            _ = MoveParts.Attempt(() => target.Tracker.DropLiveMigration(instance));
        }

        context.Leaves(LeakCause.FailedLiveMigration, "_rollback_live_migration", journey.Server);
        context.Audits.Await(target);
        if (instance.Refusal(TaskState.Migrating) is { } refusal)
        {
            journey.Move.Status = MigrationStatus.Error;
            if (!instance.IsDeleted)
            {
                instance.EndInError(refusal);
            }

            return;
        }

        instance.MigrationContext = null;
        instance.TaskState = TaskState.None;
        journey.Move.Status = ending;
    }

    /// <summary>What the conductor knows of the cloud: its oldest compute service, and its own workarounds.</summary>
    private MigrationConditions Conditions => new()
    {
        MinimumServiceVersion = context.Cloud.Hosts.Min(host => host.Tracker.Facts.Options.Release.ServiceVersion),
        EnableNumaLiveMigration = context.Cloud.Controller.Workarounds.EnableNumaLiveMigration,
        SkipHypervisorVersionCheck = context.Cloud.Controller.Workarounds.SkipHypervisorVersionCheckOnLm,
    };

    private static MigrationGuest GuestOf(Server server) => new()
    {
        Id = server.Record.Name,
        PowerState = server.Instance.VmState == VmState.Paused ? "paused" : server.Instance.IsRunning ? "running" : "shutdown",
        MemoryMb = server.Instance.Flavor.MemoryMb,
        HasNumaTopology = server.Instance.Numa is not null,
        PciRequests = server.Instance.PciRequests,
    };

    private MigrationHost HostOf(ComputeHost host) => new()
    {
        Name = host.Name,
        HypervisorVersion = host.Tracker.Facts.Hypervisor.QemuVersion.Number,
        IsUp = context.IsUp(host),
        ServiceVersion = host.Tracker.Facts.Options.Release.ServiceVersion,
    };
}
