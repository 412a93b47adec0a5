using Model;
using Model.Servers;

namespace Simulator.Flows.Moves;

/// <summary>
/// Confirms a cold migration or resize that nobody has confirmed within <c>resize_confirm_window</c>
/// (<c>nova/compute/manager.py</c>, _poll_unconfirmed_resizes): the destination looks once a minute.
/// </summary>
internal sealed class AutoConfirm(FlowContext context)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, Migration move)
    {
        ComputeHost host = context.Cloud.HostNamed(move.Destination!);
        int window = host.Tracker.Facts.Options.Lifecycle.ResizeConfirmWindow;
        if (window <= 0)
        {
            yield break;
        }

        TimeSpan due = context.Now + TimeSpan.FromSeconds(window);
        yield return context.Env.Sleep(TimeSpan.FromTicks(((due.Ticks + Interval.Ticks - 1) / Interval.Ticks * Interval.Ticks) - context.Now.Ticks));
        Instance instance = server.Instance;
        while (move.Status == MigrationStatus.Finished && !instance.IsDeleted)
        {
            if (host.IsRunning && instance.TaskState is not (TaskState.Deleting or TaskState.ResizeFinish))
            {
                if (instance.VmState != VmState.Resized || instance.TaskState != TaskState.None)
                {
                    move.Status = MigrationStatus.Error;
                    context.EndMove(move, new NovaException(
                        "InstanceInvalidState", $"server {server.Record.Name} was not waiting for confirmation when the window had passed"));
                    yield break;
                }

                foreach (Event step in new ConfirmFlow(context).Run(server, new FlowOutcome()))
                {
                    yield return step;
                }
            }

            if (move.Status == MigrationStatus.Finished)
            {
                yield return context.Env.Sleep(Interval);
            }
        }
    }
}
