using Model;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Rebuilds a server from an image where it is (<c>nova/compute/manager.py</c>, rebuild_instance): nothing is claimed, and the scheduler is only
/// asked whether a new image may run there.
/// </summary>
internal sealed class RebuildFlow(FlowContext context, SchedulerService scheduler)
{
    private const string Method = "rebuild_instance";

    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, Image image, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, image, outcome));

    private IEnumerable<Event> Steps(Server server, Image image, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        Instance instance = server.Instance;
        if (!outcome.Allows(server, "rebuild", VmState.Active, VmState.Stopped, VmState.Error))
        {
            yield break;
        }

        bool isNew = image.Name != instance.Image.Name;
        NovaException? refusal = isNew ? MoveParts.Attempt(() => DemandSameCells(instance, image)) : null;
        if (refusal is not null || server.Host is not { } host)
        {
            outcome.Refuse(refusal is null ? 409 : 400, refusal ?? new NovaException("InstanceNotReady", "The server is on no host."));
            yield break;
        }

        instance.TaskState = TaskState.Rebuilding;
        instance.Image = image;
        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Conductor, server);
        if (isNew)
        {
            server.Image = image;
            SchedulingAnswer answer = new();
            SchedulingWish wish = SchedulingWish.Of(server) with { ForceHosts = [host.Name], IsRebuild = true };
            foreach (Event step in scheduler.Select(server, () => scheduler.Describe(server, wish), returnsAlternates: false, answer))
            {
                yield return step;
            }

            if (instance.IsDeleted)
            {
                yield break;
            }

            if (answer.Error is { } error)
            {
                instance.EndInError(error);
                context.Hooks.Failed(Method, "conductor", error, server);
                context.Settle(server);
                yield break;
            }
        }

        yield return context.Wait(TimingCatalog.Message, server);
        if (context.Operations.Enter(Method, host, server))
        {
            foreach (Event step in OnHost(server, host))
            {
                yield return step;
            }
        }

        context.Settle(server, host);
    }

    private static void DemandSameCells(Instance instance, Image image)
    {
        if (NumaConstraints.FromFlavorAndImage(instance.Flavor, instance.Image) != NumaConstraints.FromFlavorAndImage(instance.Flavor, image))
        {
            throw new NovaException(
                "ImageNUMATopologyRebuildConflict", "An instance's NUMA topology cannot be changed as part of a rebuild.");
        }
    }

    private IEnumerable<Event> OnHost(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        Migration? accepted = context.Cloud.Database.FindMigration(instance, MigrationStatus.Accepted);
        yield return context.Wait(TimingCatalog.Destroy, server);
        NovaException? error = instance.Refusal(TaskState.Rebuilding);
        if (error is null)
        {
            instance.TaskState = TaskState.RebuildSpawning;
            yield return context.Wait(TimingCatalog.Spawn, server);
            error = instance.IsDeleted ? null : Spawn(server, host);
            error ??= instance.Refusal(TaskState.RebuildSpawning);
        }

        if (error is not null && error.IsDeletion())
        {
            accepted?.Status = MigrationStatus.Failed;
            yield break;
        }

        if (error is not null)
        {
            // Whatever goes wrong, the whole allocation on the host goes, and nothing brings it back.
            context.Leaves(LeakCause.FailedRebuild, Method, server);
            context.Placement.TryRemoveTree(server, host);
            if (accepted is not null)
            {
                accepted.Status = MigrationStatus.Failed;
            }

            instance.Break(error);
            context.Hooks.Failed(Method, host.Name, error, server);
            yield break;
        }

        bool stays = instance.VmState == VmState.Stopped;
        instance.VmState = stays ? VmState.Stopped : VmState.Active;
        instance.IsRunning = !stays;
        instance.TaskState = TaskState.None;
        instance.ApplyMigrationContext();
        instance.MigrationContext = null;
        if (accepted is not null)
        {
            accepted.Status = MigrationStatus.Done;
        }
    }

    /// <summary>Starts the guest anew; what an unfinished move claimed elsewhere counts as its own while that is done, as in Nova.</summary>
    private NovaException? Spawn(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        IReadOnlyList<PciRequest> own = instance.PciRequests;
        IReadOnlyList<InstanceDevice> devices = instance.MigrationContext?.NewDevices ?? instance.Devices;
        instance.PciRequests = instance.MigrationContext?.NewRequests ?? own;
        NovaException? error = GuestLife.Start(context, FaultPoint.Spawn, server, host, devices);
        instance.PciRequests = own;
        return error;
    }
}
