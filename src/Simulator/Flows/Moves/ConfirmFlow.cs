using Model;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>Confirms a cold migration or resize: the source gives back what it still held (<c>nova/compute/manager.py</c>, confirm_resize).</summary>
internal sealed class ConfirmFlow(FlowContext context) : MoveEndFlow(context, "confirmResize")
{
    /// <inheritdoc/>
    protected override IEnumerable<Event> End(Server server, Migration move, FlowOutcome outcome)
    {
        if (!Context.IsUp(Context.Cloud.HostNamed(move.Source)))
        {
            outcome.Refuse(409, new NovaException("ServiceUnavailable", "Service is unavailable at this time."));
            yield break;
        }

        foreach (Event step in OnSource(server, move))
        {
            yield return step;
        }

        Context.Settle(server, Context.Cloud.HostNamed(move.Source), server.Host);
    }

    /// <summary>The source's part.</summary>
    public IEnumerable<Event> OnSource(Server server, Migration move)
    {
        Instance instance = server.Instance;
        ComputeHost source = Context.Cloud.HostNamed(move.Source);
        move.Status = MigrationStatus.Confirming;
        yield return Context.Wait(TimingCatalog.Message, server);
        if (!Context.Operations.Enter("confirm_resize", source, server))
        {
            yield break;
        }

        while (Context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        if (move.Status != MigrationStatus.Confirming || instance.IsDeleted)
        {
            yield break;
        }

        yield return Context.Wait(TimingCatalog.Destroy, server);
        if (instance.IsDeleted)
        {
            yield break;
        }

        NovaException? error = MoveParts.Attempt(() => source.Tracker.ConfirmMove(instance, move));
        if (source != server.Host)
        {
            source.Images.Remove(server.Uuid);
        }

        error ??= instance.Refusal(TaskState.None, TaskState.Deleting);
        if (error is null)
        {
            instance.VmState = instance.IsRunning ? VmState.Active : VmState.Stopped;
            instance.TaskState = instance.TaskState == TaskState.Deleting ? TaskState.Deleting : TaskState.None;
        }
        else
        {
            move.Status = MigrationStatus.Error;
            Context.Leaves(LeakCause.ErrorMigration, "confirm_resize", server);
            instance.Break(error);
            Context.Hooks.Failed("confirm_resize", source.Name, error, server);
        }

        yield return Context.Wait(TimingCatalog.PlacementWrite, server);
        MoveParts.Drop(Context, server, move);
        instance.OldFlavor = null;
        instance.NewFlavor = null;
        Context.EndMove(move);
        Context.Changed(source);

        // On one and the same host the server is not counted any more, although it is there.
        Context.Audits.Await(source);
    }
}
