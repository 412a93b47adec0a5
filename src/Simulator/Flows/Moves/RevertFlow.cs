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
internal sealed class RevertFlow(FlowContext context) : MoveEndFlow(context, "revertResize")
{
    /// <inheritdoc/>
    protected override IEnumerable<Event> End(Server server, Migration move, FlowOutcome outcome)
    {
        RestoreRequest(server);
        server.Instance.TaskState = TaskState.ResizeReverting;
        move.Status = MigrationStatus.Reverting;
        ComputeHost destination = Context.Cloud.HostNamed(move.Destination!);
        ComputeHost source = Context.Cloud.HostNamed(move.Source);
        yield return Context.Wait(TimingCatalog.Message, server);
        if (Context.Operations.Enter("revert_resize", destination, server))
        {
            foreach (Event step in OnHosts(server, move, destination, source))
            {
                yield return step;
            }
        }

        Context.EndMove(move);
        Context.Settle(server, destination, source);
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
        yield return Context.Wait(TimingCatalog.Destroy, server);
        if (instance.IsDeleted)
        {
            yield break;
        }

        IReadOnlyList<InstanceDevice> oldDevices = instance.MigrationContext?.OldDevices ?? [];
        if (MoveParts.Attempt(() => destination.Tracker.RevertMove(instance, move)) is { } error)
        {
            move.Status = MigrationStatus.Error;
            Context.Leaves(LeakCause.ErrorMigration, "revert_resize", server);
            instance.EndInError(error);
            Context.Hooks.Failed("revert_resize", destination.Name, error, server);
            yield break;
        }

        destination.Images.Remove(server.Uuid);
        Neutron.Unbind(server, destination);
        Context.Changed(destination);
        yield return Context.Wait(TimingCatalog.Message, server);
        if (!Context.Operations.Enter("finish_revert_resize", source, server))
        {
            yield break;
        }

        if (instance.IsDeleted)
        {
            yield break;
        }

        instance.Flavor = instance.OldFlavor!;
        Context.Cloud.Database.SetHost(instance, source.Name);
        yield return Context.Wait(TimingCatalog.PlacementWrite, server);
        MoveParts.HandBack(Context, server, move);
        if (instance.IsDeleted)
        {
            yield break;
        }

        source.Place(server);
        yield return Context.Wait(TimingCatalog.FinishMove, server);
        NovaException? refusal = Neutron.Bind(server, source) ?? GuestLife.Start(Context, null, server, source, oldDevices)
            ?? instance.Refusal(TaskState.ResizeReverting);
        VmState before = instance.OldVmState ?? VmState.Active;
        if (refusal is not null)
        {
            move.Status = MigrationStatus.Error;
            Context.Leaves(LeakCause.ErrorMigration, "revert_resize", server);
            instance.Break(refusal);
            Context.Hooks.Failed("finish_revert_resize", source.Name, refusal, server);
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
