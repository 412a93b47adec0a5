using Model;
using Model.Compute;
using Model.Placement;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Flows.Moves;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Starts, stops and audits of compute services (<c>nova/compute/manager.py</c>, init_host and pre_start_hook).</summary>
internal static class ComputeLife
{
    private static readonly TimeSpan AuditInterval = TimeSpan.FromSeconds(60);

    /// <summary>Audits a host at its next turn.</summary>
    public static IEnumerable<Event> AuditSoon(FlowContext context, ComputeHost host)
    {
        yield return context.Env.Sleep(TimeSpan.FromTicks(AuditInterval.Ticks - (context.Now.Ticks % AuditInterval.Ticks)));
        host.AwaitsAudit = false;
        if (host.IsRunning)
        {
            Audit(context, host);
        }
    }

    /// <summary>
    /// Somebody but the compute service changed a provider: the service goes on to believe its own copy until it reads its providers again
    /// (<c>[compute]resource_provider_association_refresh</c>; 0 = never).
    /// </summary>
    public static void NoticeLater(FlowContext context, ResourceProvider provider)
    {
        if (context.Audits.AreOn && context.Cloud.FindRoot(provider.RootUuid) is { } host
            && host.Tracker.Facts.Options.Compute.ResourceProviderAssociationRefresh > 0)
        {
            context.Env.Process(ReadAgain(context, host));
        }
    }

    private static IEnumerable<Event> ReadAgain(FlowContext context, ComputeHost host)
    {
        yield return context.Env.Sleep(TimeSpan.FromSeconds(host.Tracker.Facts.Options.Compute.ResourceProviderAssociationRefresh));
        host.Tracker.ForgetProviders();
        context.Audits.Await(host);
    }

    /// <summary>Audits a host now.</summary>
    /// <returns>What Placement refused, or null.</returns>
    public static NovaException? Audit(FlowContext context, ComputeHost host)
    {
        NovaException? error = Attempt(host.Tracker.Audit);
        foreach (Migration move in host.Tracker.EndedMoves)
        {
            context.Audits.AwaitMoves(context.Servers.Of(move.Instance));
        }

        if (error?.Name == PlacementClient.ConnectFailure)
        {
            context.Audits.Await(host);
        }

        bool isAway = error?.Name == PlacementClient.ConnectFailure;

        // A configuration that the start would have refused, had it reached Placement.
        bool isRefused = error is not null && IsFatal(error);
        bool isExpected = isAway || context.Leaks.Audited(host, error, context.Now) || isRefused;
        context.Changed(host);
        if (context.Options.ChecksInvariants && !isExpected)
        {
            throw new InvariantException("an audit breaks only where something went wrong", context.Now, $"{error!.Name}: {error.Message}")
            {
                Host = host.Name,
                LastTouch = host.LastTouch.ToString(),
            };
        }

        context.Leaks.Review(host, "audit", context.Now);
        return error;
    }

    /// <summary>
    /// Starts a host's compute service, with a new configuration or changed hardware if given: cleans up after evacuations, mends servers
    /// whose operation was cut off, and counts everything anew.
    /// </summary>
    /// <returns>Why the service refuses to start, or null.</returns>
    public static NovaException? Start(FlowContext context, ComputeHost host, HostDefinition? changed = null)
    {
        // A configuration file and a machine stay as they were changed, whether the service likes them or not.
        HostDefinition definition = changed ?? host.Definition;
        host.Definition = definition;
        NovaException? audit = null;
        NovaException? refusal = Attempt(() =>
        {
            ResourceTracker tracker = context.Cloud.NewService(host.Bus.Seen(definition), host.Tracker.Pci.Stored);
            tracker.IsDisabled = host.IsDisabled;
            HashSet<Instance> evacuated = CleanEvacuated(context, host);
            foreach (Instance instance in context.Cloud.Database.On(host.Name))
            {
                Note(context, instance, changed is not null || host.Bus.HasChanged);
                if (!evacuated.Contains(instance))
                {
                    Mend(context, instance);
                }
            }

            EndInterruptedBuilds(context, host);
            audit = Attempt(tracker.Start);
            if (audit is not null && IsFatal(audit))
            {
                throw audit;
            }

            host.Serve(tracker);
        });
        if (refusal is not null)
        {
            host.Stop(context.Now, isHost: false);
            if (refusal.Name == PlacementClient.ConnectFailure)
            {
                context.Env.Process(StartAgain(context, host, changed, host.Stops));
            }
        }
        else if (context.Placement.IsAway)
        {
            // The first audit failed, and was only logged.
            context.Audits.Await(host);
        }
        else
        {
            _ = context.Leaks.Audited(host, audit, context.Now);
        }

        context.Changed(host);
        foreach (Instance instance in context.Cloud.Database.On(host.Name).ToArray())
        {
            Continue(context, context.Servers.Of(instance), host);
        }

        context.Leaks.ReviewProviders(host, context.Now);
        context.Leaks.Review(host, "start of a service", context.Now);
        return refusal;
    }

    /// <summary>A service that ends as it cannot reach Placement is started again by its supervisor until it can.</summary>
    private static IEnumerable<Event> StartAgain(FlowContext context, ComputeHost host, HostDefinition? changed, int stops)
    {
        while (context.Placement.IsAway)
        {
            yield return context.Env.Sleep(AuditInterval);
        }

        if (!host.IsRunning && host.Stops == stops)
        {
            Start(context, host, changed);
        }
    }

    /// <summary>Takes a mended server over into the results, and goes on with what the service tries again: deletes, stops and starts.</summary>
    private static void Continue(FlowContext context, Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        context.Changed(server);
        if (!host.IsRunning)
        {
            return;
        }

        if (instance.TaskState == TaskState.Deleting || instance.VmState == VmState.Deleted)
        {
            if (!server.Deleting)
            {
                context.Env.Process(new DeleteFlow(context).Resume(server, host));
            }
        }
        else if (instance.TaskState == TaskState.PoweringOn && instance.VmState != VmState.Error)
        {
            context.Env.Process(new StartFlow(context).Resume(server, host));
        }
        else if (instance.TaskState == TaskState.PoweringOff && instance.VmState != VmState.Error)
        {
            context.Env.Process(new PowerFlow(context, PowerChange.Stop).Resume(server, host));
        }
        else if (instance.TaskState == TaskState.Unpausing && instance.VmState == VmState.Paused)
        {
            context.Env.Process(new PowerFlow(context, PowerChange.Unpause).Resume(server, host));
        }
    }

    /// <summary>Servers that the service finds in the middle of something, or whose devices may have gone.</summary>
    private static void Note(FlowContext context, Instance instance, bool hasChanged)
    {
        if (context.Servers.Find(instance.Uuid) is not { } server)
        {
            return;
        }

        if (instance.TaskState != TaskState.None || instance.VmState == VmState.Building || server.InFlight > 0)
        {
            context.Audits.AwaitMoves(server);
            context.Leaves(LeakCause.CutOff, "init_host", server);
        }
        else if (hasChanged && instance.Devices.Count > 0)
        {
            context.Leaves(LeakCause.ChangedDevices, "init_host", server);
        }
    }

    /// <summary>Whether a failed first audit ends the service; anything else is logged, and the next audit tries again.</summary>
    private static bool IsFatal(NovaException error) =>
        error.Name.StartsWith("PlacementPci", StringComparison.Ordinal) || error.Name is "ReshapeFailed" or "InvalidConfiguration";

    /// <summary>Takes the source's share out of the allocations of servers that were evacuated from here, or are about to be.</summary>
    /// <returns>Those servers, which are no business of this host any more.</returns>
    private static HashSet<Instance> CleanEvacuated(FlowContext context, ComputeHost host)
    {
        HashSet<Instance> evacuated = [];
        foreach (Migration evacuation in context.Cloud.Database.EvacuationsFrom(host.Name))
        {
            context.Placement.RemoveTree(context.Servers.Of(evacuation.Instance), host);
            evacuation.Status = MigrationStatus.Completed;
            host.Images.Remove(evacuation.Instance.Uuid);
            evacuated.Add(evacuation.Instance);
        }

        return evacuated;
    }

    /// <summary>
    /// Servers that were sent here but had not claimed anything when the service stopped: they hold an allocation here, and no host
    /// (<c>_error_out_instances_whose_build_was_interrupted</c>).
    /// </summary>
    private static void EndInterruptedBuilds(FlowContext context, ComputeHost host)
    {
        foreach (ProviderHolding holding in context.Cloud.Placement.GetProviderAllocations(host.Tracker.Facts.Uuid))
        {
            if (context.Servers.Find(holding.ConsumerUuid) is { } server
                && server.Instance is { VmState: VmState.Building, IsDeleted: false, Host: null } instance)
            {
                context.Leaves(LeakCause.CutOff, "init_host", server);
                instance.VmState = VmState.Error;
                instance.TaskState = TaskState.None;
                context.Changed(server);
            }
        }
    }

    /// <summary>Ends what was being done with a server when the service stopped (<c>_init_instance</c>).</summary>
    private static void Mend(FlowContext context, Instance instance)
    {
        if ((instance.VmState == VmState.Error && instance.TaskState is not (TaskState.ResizeMigrating or TaskState.Deleting))
            || instance.VmState == VmState.Deleted)
        {
            return;
        }

        bool wasBuilt = instance.VmState == VmState.Building
            || instance.TaskState is TaskState.Scheduling or TaskState.Networking or TaskState.Spawning;
        bool wasRebuilt = instance.VmState is VmState.Active or VmState.Stopped
            && instance.TaskState is TaskState.Rebuilding or TaskState.RebuildSpawning;
        if (wasBuilt || wasRebuilt)
        {
            instance.VmState = VmState.Error;
            instance.TaskState = TaskState.None;
            return;
        }

        switch (instance.TaskState)
        {
            case TaskState.Migrating:
                // What the move and the server hold in Placement stays as it is (_reset_live_migration).
                context.Cloud.Database.FindMigration(instance, MigrationStatus.Running)?.Status = MigrationStatus.Error;
                instance.TaskState = TaskState.None;
                break;
            case TaskState.ResizeMigrating:
                // The driver goes back to the guest as it was; the move and what it holds stay.
                instance.IsRunning = instance.OldVmState != VmState.Stopped;
                instance.TaskState = TaskState.None;
                break;
            case TaskState.Pausing:
            case TaskState.Unpausing when instance.VmState != VmState.Paused:
            case TaskState.ResizePrep:
                instance.TaskState = TaskState.None;
                break;
            default:
                break;
        }
    }

    private static NovaException? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }
}
