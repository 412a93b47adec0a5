using Model;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Flows.Moves;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// Deletes a server (<c>nova/compute/api.py</c>, _delete; <c>nova/compute/manager.py</c>, _complete_deletion): the host destroys the guest,
/// updates its tracker, and only then the allocation goes. Where the host is down the API deletes records and allocation itself.
/// </summary>
internal sealed class DeleteFlow(FlowContext context)
{
    /// <summary>The process. A server with which something is being done is deleted when that has come to an end.</summary>
    public IEnumerable<Event> Run(Server server) => context.Operations.Run(server, Steps(server));

    private IEnumerable<Event> Steps(Server server)
    {
        Instance instance = server.Instance;
        if (server.Deleting || instance.IsDeleted)
        {
            yield break;
        }

        if (server.InFlight > 1)
        {
            server.DeleteRequested = true;
            yield break;
        }

        server.Deleting = true;
        instance.TaskState = TaskState.Deleting;
        yield return context.Wait(TimingCatalog.Api, server);
        if (instance.VmState == VmState.Resized)
        {
            foreach (Event step in ConfirmFirst(server))
            {
                yield return step;
            }

            context.Operations.Leave();
        }

        if (server.Host is not { } host || !context.IsUp(host))
        {
            yield return context.Wait(TimingCatalog.PlacementWrite, server);
            if (server.Host is not null)
            {
                context.Leaves(LeakCause.DeletedWhileDown, "_local_delete", server);
            }

            Forget(server);
            yield break;
        }

        yield return context.Wait(TimingCatalog.Message, server);
        if (!context.Operations.Enter("terminate_instance", host, server))
        {
            // The service goes on with it when it starts again.
            server.Deleting = false;
            server.DeleteRequested = true;
            yield break;
        }

        yield return context.Wait(TimingCatalog.Destroy, server);
        instance.VmState = VmState.Deleted;
        instance.TaskState = TaskState.None;
        NovaException? error = Release(server, host);
        context.Changed(host);
        if (error is not null)
        {
            instance.EndInError(error);
            context.Leaves(LeakCause.RefusedUpdate, "terminate_instance", server);
            context.Hooks.Failed("terminate_instance", host.Name, error, server);
            context.Audits.Await(host);
            server.Deleting = false;
            context.Changed(server);
            yield break;
        }

        yield return context.Wait(TimingCatalog.PlacementWrite, server);
        Forget(server);
        context.Changed(host);
    }

    private NovaException? Release(Server server, ComputeHost host)
    {
        try
        {
            host.Images.Remove(server.Uuid);
            Neutron.Unbind(server, host);
            if (!host.Tracker.Counts(server.Uuid))
            {
                // A server that was confirmed on its own host is not counted any more; only an audit takes its devices back.
                context.Audits.Await(host);
            }

            if (host.Tracker.Pci.RemovedWhenFreed.Count > 0)
            {
                // The update still sees the allocation, and keeps the inventory of a device that has left; the next audit takes it out.
                context.Audits.Await(host);
            }

            host.Tracker.UpdateUsage(server.Instance);
            return null;
        }
        catch (NovaException error)
        {
            return error;
        }
    }

    /// <summary>A move that waits for confirmation is confirmed first, so that its source is cleaned up.</summary>
    private IEnumerable<Event> ConfirmFirst(Server server)
    {
        Migration? move = context.Cloud.Database.FindMigration(server.Instance, MigrationStatus.Finished)
            ?? context.Cloud.Database.FindMigration(server.Instance, MigrationStatus.Confirming);
        return move is null ? [] : new ConfirmFlow(context).OnSource(server, move);
    }

    /// <summary>The allocation goes, then the record.</summary>
    private void Forget(Server server)
    {
        context.Cloud.Placement.DeleteAllocations(server.Uuid);
        server.Instance.VmState = VmState.Deleted;
        if (server.Host is { } host)
        {
            host.Images.Remove(server.Uuid);
            Neutron.Unbind(server, host);
            context.Changed(host);
        }

        ComputeHost? last = server.Host;
        context.Cloud.Database.Delete(server.Instance);
        if (last is not null)
        {
            context.Hooks.ServerDeleted?.Invoke(server, last);
        }

        context.Observer.Deleted(server.Record);
    }
}
