using Model;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>
/// Shelves a server and takes it off its host (<c>nova/compute/manager.py</c>, shelve_instance and shelve_offload_instance): the allocation goes
/// before the tracker knows.
/// </summary>
internal sealed class ShelveFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server, FlowOutcome outcome) =>
        context.Operations.Run(server, Steps(server, outcome));

    private IEnumerable<Event> Steps(Server server, FlowOutcome outcome)
    {
        yield return context.Wait(TimingCatalog.Api, server);
        if (!outcome.Allows(server, "shelve", VmState.Active, VmState.Stopped, VmState.Paused, VmState.Suspended)
            || !outcome.AllowsPorts(context, "shelve", server.Ports) || server.Host is not { } host)
        {
            yield break;
        }

        Instance instance = server.Instance;
        instance.TaskState = TaskState.Shelving;
        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter("shelve_instance", host, server))
        {
            yield break;
        }

        while (context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        yield return context.Wait(TimingCatalog.Snapshot, server);
        if (instance.Refusal(TaskState.Shelving) is { } refusal)
        {
            context.Hooks.Failed("shelve_instance", host.Name, refusal, server);
            yield break;
        }

        if (instance.HasLostGuest)
        {
            NovaException lost = new("InstanceNotRunning", $"Instance {server.Record.Name} is not running.");
            instance.GiveUp(lost);
            context.Hooks.Failed("shelve_instance", host.Name, lost, server);
            context.Settle(server, host);
            yield break;
        }

        instance.VmState = VmState.Shelved;
        instance.IsRunning = false;
        int offloadAfter = host.Tracker.Facts.Options.Lifecycle.ShelvedOffloadTime;
        instance.TaskState = offloadAfter == 0 ? TaskState.ShelvingOffloading : TaskState.None;
        context.Changed(server);
        if (offloadAfter == 0)
        {
            foreach (Event step in Offload(server, host))
            {
                yield return step;
            }
        }
        else if (offloadAfter > 0)
        {
            context.Env.Process(OffloadLater(server, host, TimeSpan.FromSeconds(offloadAfter)));
        }

        context.Settle(server, host);
    }

    /// <summary>The host looks for servers that have been shelved for long enough (<c>_poll_shelved_instances</c>).</summary>
    private IEnumerable<Event> OffloadLater(Server server, ComputeHost host, TimeSpan after)
    {
        Instance instance = server.Instance;
        yield return context.Env.Sleep(after);
        if (instance.VmState != VmState.Shelved || instance.TaskState != TaskState.None || !host.IsRunning)
        {
            yield break;
        }

        instance.TaskState = TaskState.ShelvingOffloading;
        foreach (Event step in context.Operations.Run(server, OffloadNow(server, host)))
        {
            yield return step;
        }
    }

    private IEnumerable<Event> OffloadNow(Server server, ComputeHost host)
    {
        context.Operations.Enter("shelve_offload_instance", host, server);
        while (context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        foreach (Event step in Offload(server, host))
        {
            yield return step;
        }

        context.Settle(server, host);
    }

    private IEnumerable<Event> Offload(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        yield return context.Wait(TimingCatalog.Destroy, server);
        context.Placement.Delete(server, server.Uuid);
        if (instance.Refusal(TaskState.Shelving, TaskState.ShelvingOffloading) is { } refusal)
        {
            context.Hooks.Failed("shelve_instance", host.Name, refusal, server);
            yield break;
        }

        instance.VmState = VmState.ShelvedOffloaded;
        instance.TaskState = TaskState.None;
        host.Images.Remove(server.Uuid);
        if (context.Cloud.Scenario.Release.Features.FlowShelveUnbindsPorts)
        {
            Neutron.Offload(server);
        }

        if (MoveParts.Attempt(() => host.Tracker.UpdateUsage(instance)) is { } error)
        {
            // The allocation is gone already, and the record goes on to name the host.
            instance.EndInError(error);
            context.Leaves(LeakCause.RefusedUpdate, "shelve_offload_instance", server);
            context.Hooks.Failed("shelve_instance", host.Name, error, server);
            yield break;
        }

        context.Cloud.Database.SetHost(instance, null);
    }
}
