using Model;
using Model.Numa;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Takes a cold migration or resize back (<c>nova/compute/manager.py</c>, revert_resize and finish_revert_resize): the destination gives back
/// what it held, then the server is started again where it came from.
/// </summary>
internal sealed class RevertFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) =>
        context.Operation(server, Steps(server, outcome));

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "revertResize", VmState.Resized)
            || context.Cloud.Database.FindMigration(server.Instance, MigrationStatus.Finished) is not { } move)
        {
            yield break;
        }

        RestoreRequest(server);
        server.Instance.TaskState = TaskState.ResizeReverting;
        move.Status = MigrationStatus.Reverting;
        ComputeHost destination = context.Cloud.HostNamed(move.Destination!);
        ComputeHost source = context.Cloud.HostNamed(move.Source);
        yield return context.Wait(TimingCatalog.Message, server);
        if (context.Reaches("revert_resize", destination, server))
        {
            foreach (Event step in OnHosts(server, move, destination, source))
            {
                yield return step;
            }
        }

        context.EndMove(move);
        context.Settle(server, destination, source);
    }

    /// <summary>The saved request gets its flavor and cells back, but not its devices, as in Nova.</summary>
    private static void RestoreRequest(Server server)
    {
        Instance instance = server.Instance;
        if (instance.OldFlavor is { } old && server.Flavor.Name != old.Name)
        {
            server.Flavor = old;
            server.NumaWish = NumaConstraints.FromFlavorAndImage(old, instance.Image);
        }
    }

    private IEnumerable<Event> OnHosts(Server server, Migration move, ComputeHost destination, ComputeHost source)
    {
        Instance instance = server.Instance;
        yield return context.Wait(TimingCatalog.Destroy, server);
        IReadOnlyList<InstanceDevice> oldDevices = instance.MigrationContext?.OldDevices ?? [];
        if (MoveParts.Attempt(() => destination.Tracker.RevertMove(instance, move)) is { } error)
        {
            move.Status = MigrationStatus.Error;
            context.Leaves(LeakCause.ErrorMigration, "revert_resize", server);
            instance.EndInError(error);
            context.Failed("revert_resize", destination.Name, error, server);
            yield break;
        }

        destination.Images.Remove(server.Uuid);
        Neutron.Unbind(server, destination);
        context.Changed(destination);
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Reaches("finish_revert_resize", source, server))
        {
            yield break;
        }

        instance.Flavor = instance.OldFlavor!;
        context.Cloud.Database.SetHost(instance, source.Name);
        yield return context.Wait(TimingCatalog.PlacementWrite, server);
        MoveParts.HandBack(context, server, move);
        source.Place(server);
        yield return context.Wait(TimingCatalog.FinishMove, server);
        NovaException? refusal = Neutron.Bind(server, source) ?? GuestLife.Start(context, null, server, source, oldDevices);
        VmState before = instance.OldVmState ?? VmState.Active;
        if (refusal is not null)
        {
            move.Status = MigrationStatus.Error;
            context.Leaves(LeakCause.ErrorMigration, "revert_resize", server);
            instance.EndInError(refusal);
            context.Failed("finish_revert_resize", source.Name, refusal, server);
        }
        else
        {
            instance.MigrationContext = null;
            instance.VmState = before == VmState.Stopped ? VmState.Stopped : VmState.Active;
            instance.IsRunning = before != VmState.Stopped;
            instance.TaskState = TaskState.None;
        }

        instance.OldFlavor = null;
        instance.NewFlavor = null;
    }
}
