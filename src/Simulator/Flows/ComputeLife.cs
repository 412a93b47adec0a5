using Model;
using Model.Compute;
using Model.Placement;
using Model.Servers;
using Simulator.Flows.Leaks;
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
        context.Changed(host);
        context.Leaks.Review(host, context.Now);
        return error;
    }

    /// <summary>
    /// Starts a host's compute service, with a new configuration or changed hardware if given: cleans up after evacuations, mends servers
    /// whose operation was cut off, and counts everything anew.
    /// </summary>
    /// <returns>Why the service refuses to start, or null.</returns>
    public static NovaException? Start(FlowContext context, ComputeHost host, HostDefinition? changed = null)
    {
        HostDefinition definition = changed ?? host.Definition;
        NovaException? refusal = Attempt(() =>
        {
            ResourceTracker tracker = context.Cloud.NewService(host.Bus.Seen(definition), host.Tracker.Pci.Stored);
            tracker.IsDisabled = host.IsDisabled;
            CleanEvacuated(context, host);
            foreach (Instance instance in context.Cloud.Database.On(host.Name))
            {
                Note(context, instance, changed is not null || host.Bus.HasChanged);
                Mend(context, instance);
            }

            if (Attempt(tracker.Start) is { } error && IsFatal(error))
            {
                throw error;
            }

            host.Definition = definition;
            host.Serve(tracker);
        });
        if (refusal is not null)
        {
            host.Stop(context.Now);
        }

        context.Changed(host);
        foreach (Instance instance in context.Cloud.Database.On(host.Name).ToArray())
        {
            Continue(context, context.Servers.Of(instance));
        }

        context.Leaks.Review(host, context.Now);
        return refusal;
    }

    /// <summary>Takes a mended server over into the results, and goes on with a delete that was lost.</summary>
    private static void Continue(FlowContext context, Server server)
    {
        context.Changed(server);
        if (server.DeleteRequested && !server.Deleting && context.Cloud.HostNamed(server.Instance.Host!).IsRunning)
        {
            server.Instance.TaskState = server.Instance.TaskState == TaskState.Deleting ? TaskState.None : server.Instance.TaskState;
            context.Env.Process(new DeleteFlow(context).Run(server));
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

    /// <summary>Takes the source's share out of the allocations of servers that were evacuated from here.</summary>
    private static void CleanEvacuated(FlowContext context, ComputeHost host)
    {
        foreach (Migration evacuation in context.Cloud.Database.EvacuationsFrom(host.Name))
        {
            AllocationMoves.RemoveTree(context.Cloud.Placement, evacuation.Instance.Uuid, host.Tracker.Facts.Uuid);
            evacuation.Status = MigrationStatus.Completed;
            host.Images.Remove(evacuation.Instance.Uuid);
        }
    }

    /// <summary>Ends what was being done with a server when the service stopped (<c>_init_instance</c>).</summary>
    private static void Mend(FlowContext context, Instance instance)
    {
        if (instance.VmState == VmState.Error && instance.TaskState is not (TaskState.ResizeMigrating or TaskState.Deleting))
        {
            return;
        }

        switch (instance.TaskState)
        {
            case TaskState.Scheduling or TaskState.Networking or TaskState.Spawning:
            case TaskState.Rebuilding or TaskState.RebuildSpawning:
                instance.VmState = VmState.Error;
                instance.TaskState = TaskState.None;
                break;
            case TaskState.Migrating:
                // What the move and the server hold in Placement stays as it is (_reset_live_migration).
                context.Cloud.Database.FindMigration(instance, MigrationStatus.Running)?.Status = MigrationStatus.Error;
                instance.TaskState = TaskState.None;
                break;
            case TaskState.ResizePrep or TaskState.ResizeMigrating:
                instance.TaskState = TaskState.None;
                break;
            case TaskState.PoweringOn:
                instance.VmState = VmState.Active;
                instance.IsRunning = true;
                instance.TaskState = TaskState.None;
                break;
            default:
                break;
        }

        if (instance.VmState == VmState.Building)
        {
            instance.VmState = VmState.Error;
            instance.TaskState = TaskState.None;
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
