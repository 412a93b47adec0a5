using Model.Compute;
using Model.Placement;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// Deletes a server (<c>nova/compute/manager.py</c>, _complete_deletion): the host destroys the guest, updates its tracker, and only
/// then the allocation goes.
/// </summary>
internal sealed class DeleteFlow(FlowContext context)
{
    /// <summary>The process. A server that is still being built is deleted when its build has come to an end.</summary>
    public IEnumerable<Event> Run(Server server)
    {
        if (server.Deleting || server.Record.State is ServerState.Error or ServerState.Deleted)
        {
            yield break;
        }

        if (server.Host is not { } host || server.Record.State != ServerState.Active)
        {
            server.DeleteRequested = true;
            yield break;
        }

        server.Deleting = true;
        yield return context.Wait(TimingCatalog.Api, server);
        yield return context.Wait(TimingCatalog.Message, server);
        yield return context.Wait(TimingCatalog.Destroy, server);
        host.Release(context, server);
        yield return context.Wait(TimingCatalog.PlacementWrite, server);
        if (context.Cloud.Placement.GetAllocations(server.Uuid) is { } held)
        {
            context.Cloud.Placement.DeleteAllocations(server.Uuid);
            context.Observer.Allocated(held.Allocations, -1);
        }

        context.Observer.Deleted(server.Record, wasActive: true);
        context.Changed(host);
    }
}
