using Model;
using Model.Servers;
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
        if (!outcome.Allows(server, "shelve", VmState.Active, VmState.Stopped) || server.Host is not { } host)
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

        yield return context.Wait(TimingCatalog.Snapshot, server);
        instance.VmState = VmState.Shelved;
        instance.IsRunning = false;
        int offloadAfter = host.Tracker.Facts.Options.Lifecycle.ShelvedOffloadTime;
        instance.TaskState = offloadAfter == 0 ? TaskState.ShelvingOffloading : TaskState.None;
        context.Changed(server);
        if (offloadAfter < 0)
        {
            context.Settle(server, host);
            yield break;
        }

        if (offloadAfter > 0)
        {
            yield return context.Env.Sleep(TimeSpan.FromSeconds(offloadAfter));
            if (instance.VmState != VmState.Shelved || instance.TaskState != TaskState.None || !host.IsRunning)
            {
                yield break;
            }

            instance.TaskState = TaskState.ShelvingOffloading;
        }

        yield return context.Wait(TimingCatalog.Destroy, server);
        Offload(server, host);
        context.Settle(server, host);
    }

    private void Offload(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        context.Cloud.Placement.DeleteAllocations(server.Uuid);
        instance.VmState = VmState.ShelvedOffloaded;
        instance.TaskState = TaskState.None;
        host.Images.Remove(server.Uuid);
        Neutron.Offload(server);
        if (MoveParts.Attempt(() => host.Tracker.UpdateUsage(instance)) is { } error)
        {
            instance.EndInError(error);
            context.Hooks.Failed("shelve_instance", host.Name, error, server);
            return;
        }

        context.Cloud.Database.SetHost(instance, null);
    }
}
