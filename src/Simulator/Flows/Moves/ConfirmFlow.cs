using Model;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>Confirms a cold migration or resize: the source gives back what it still held (<c>nova/compute/manager.py</c>, confirm_resize).</summary>
internal sealed class ConfirmFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) =>
        context.Operation(server, Steps(server, outcome));

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "confirmResize", VmState.Resized)
            || context.Cloud.Database.FindMigration(server.Instance, MigrationStatus.Finished) is not { } move)
        {
            yield break;
        }

        if (!context.IsUp(context.Cloud.HostNamed(move.Source)))
        {
            outcome.Refuse(409, new NovaException("ServiceUnavailable", "Service is unavailable at this time."));
            yield break;
        }

        foreach (Event step in OnSource(server, move))
        {
            yield return step;
        }

        context.Settle(server, context.Cloud.HostNamed(move.Source), server.Host);
    }

    /// <summary>The source's part.</summary>
    public IEnumerable<Event> OnSource(Server server, Migration move)
    {
        Instance instance = server.Instance;
        ComputeHost source = context.Cloud.HostNamed(move.Source);
        move.Status = MigrationStatus.Confirming;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Reaches("confirm_resize", source, server))
        {
            yield break;
        }

        yield return context.Wait(TimingCatalog.Destroy, server);
        NovaException? error = MoveParts.Attempt(() => source.Tracker.ConfirmMove(instance, move));
        if (source != server.Host)
        {
            source.Images.Remove(server.Uuid);
        }

        if (error is null)
        {
            instance.VmState = instance.IsRunning ? VmState.Active : VmState.Stopped;
            instance.TaskState = instance.TaskState == TaskState.Deleting ? TaskState.Deleting : TaskState.None;
        }
        else
        {
            move.Status = MigrationStatus.Error;
            context.Leaves(LeakCause.ErrorMigration, "confirm_resize", server);
            instance.EndInError(error);
            context.Failed("confirm_resize", source.Name, error, server);
        }

        yield return context.Wait(TimingCatalog.PlacementWrite, server);
        MoveParts.Drop(context, move);
        instance.OldFlavor = null;
        instance.NewFlavor = null;
        context.EndMove(move);
        context.Changed(source);

        // On one and the same host the server is not counted any more, although it is there.
        context.AwaitAudit(source);
    }
}
