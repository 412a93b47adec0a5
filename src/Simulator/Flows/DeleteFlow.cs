using Model;
using Model.Servers;
using Simulator.Flows.Leaks;
using Simulator.Flows.Moves;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// Deletes a server (<c>nova/compute/api.py</c>, _delete; <c>nova/compute/manager.py</c>, terminate_instance): the host destroys the guest,
/// updates its tracker, and only then the allocation goes. Where the host is down the API deletes records and allocation itself. A delete is
/// allowed at any time: it waits only for what holds the server's lock on the host, and whatever else goes on finds out when it saves the record.
/// </summary>
internal sealed class DeleteFlow(FlowContext context)
{
    /// <summary>The process.</summary>
    public IEnumerable<Event> Run(Server server) => context.Operations.Run(server, Steps(server));

    /// <summary>Goes on with a delete that the stop of a host's service cut off, now that it has started again.</summary>
    public IEnumerable<Event> Resume(Server server, ComputeHost host) => context.Operations.Run(server, AtWork(server, OnHost(server, host)));

    private IEnumerable<Event> Steps(Server server)
    {
        Instance instance = server.Instance;
        return instance.IsDeleted || server.Deleting ? [] : AtWork(server, Accepted(server, instance.TaskState == TaskState.Deleting));
    }

    private static IEnumerable<Event> AtWork(Server server, IEnumerable<Event> steps)
    {
        server.Deleting = true;
        try
        {
            foreach (Event step in steps)
            {
                yield return step;
            }
        }
        finally
        {
            server.Deleting = false;
        }
    }

    /// <summary>The API's part.</summary>
    /// <param name="server">The server.</param>
    /// <param name="wasDeleting">Whether it was asked for before, and the call is still on its way or was lost.</param>
    private IEnumerable<Event> Accepted(Server server, bool wasDeleting)
    {
        Instance instance = server.Instance;
        if (server.InFlight > 1)
        {
            context.Leaves(LeakCause.DeletedInFlight, "delete", server);
        }

        instance.TaskState = TaskState.Deleting;
        yield return context.Wait(TimingCatalog.Api, server);
        if (server.Host is not null && instance.VmState == VmState.Resized)
        {
            foreach (Event step in ConfirmFirst(server))
            {
                yield return step;
            }

            context.Operations.Leave();
        }

        if (server.Host is null || !context.IsUp(server.Host))
        {
            yield return context.Wait(TimingCatalog.PlacementWrite, server);
        }

        if (instance.IsDeleted)
        {
            yield break;
        }

        if (server.Host is not { } host || !context.IsUp(host))
        {
            if (server.Host is not null)
            {
                // A service that is only taken for down goes on to audit its host.
                context.Leaves(LeakCause.DeletedWhileDown, "_local_delete", server);
                context.Audits.Await(server.Host);
            }

            Forget(server);
        }
        else if (!wasDeleting)
        {
            yield return context.Wait(TimingCatalog.Message, server);
            foreach (Event step in OnHost(server, host))
            {
                yield return step;
            }
        }
    }

    /// <summary>The host's part. One that is cut off, or whose call is lost, goes on when the service starts.</summary>
    private IEnumerable<Event> OnHost(Server server, ComputeHost host)
    {
        Instance instance = server.Instance;
        if (!context.Operations.Enter("terminate_instance", host, server))
        {
            yield break;
        }

        while (context.Operations.Lock(server) is { } turn)
        {
            yield return turn;
        }

        yield return context.Wait(TimingCatalog.Destroy, server);
        if (instance.IsDeleted)
        {
            yield break;
        }

        server.Journey?.GuestIsGone(host);
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
            context.Changed(server);
            yield break;
        }

        yield return context.Wait(TimingCatalog.PlacementWrite, server);
        if (!instance.IsDeleted)
        {
            Forget(server);
            context.Changed(host);
        }
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

    /// <summary>The allocation goes, then the record, and with it the moves: what they counted for on other hosts goes with an audit.</summary>
    private void Forget(Server server)
    {
        context.Placement.Delete(server, server.Uuid);
        server.Instance.VmState = VmState.Deleted;
        ComputeHost? last = server.Host;
        if (last is not null)
        {
            last.Images.Remove(server.Uuid);
            Neutron.Unbind(server, last);
            context.Changed(last);
        }

        context.Audits.AwaitMoves(server);
        context.Cloud.Database.Delete(server.Instance);
        if (last is not null)
        {
            context.Hooks.ServerDeleted?.Invoke(server, last);
        }

        context.Observer.Deleted(server.Record);
    }
}
