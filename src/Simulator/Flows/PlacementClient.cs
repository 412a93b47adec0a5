using Model;
using Model.Placement;
using Model.Servers;
using Simulator.Flows.Leaks;

namespace Simulator.Flows;

/// <summary>
/// What Nova's services do with allocations, and what becomes of it while Placement cannot be reached (<c>nova/scheduler/client/report.py</c>):
/// deletes and moves are given up with a line in the log, so that what they would have taken away stays; reads before a write raise.
/// </summary>
internal sealed class PlacementClient(FlowContext context)
{
    private const string Method = "Placement away";

    /// <summary>What services that cannot reach Placement raise: keystoneauth's class.</summary>
    public const string ConnectFailure = "ConnectFailure";

    private PlacementStore Store => context.Cloud.Placement;

    /// <summary>Whether nobody can reach Placement.</summary>
    public bool IsAway => context.Cloud.IsPlacementAway;

    /// <summary>Writes that were given up, as Placement could not be reached.</summary>
    public int WritesLost { get; private set; }

    /// <summary>What a service raises now.</summary>
    public static NovaException Unreachable() => new(ConnectFailure, "Unable to establish connection to the placement service");

    /// <summary>Deletes all that a consumer holds; given up silently while Placement is away.</summary>
    /// <param name="server">The server that it is about.</param>
    /// <param name="consumer">The server's id or that of a move.</param>
    public void Delete(Server server, string consumer)
    {
        if (!GivesUp(server))
        {
            Store.DeleteAllocations(consumer);
        }
    }

    /// <summary>Claims a candidate for a server. The scheduler takes a claim that was given up for a refused one.</summary>
    public PlacementResult? Claim(Server server, IReadOnlyList<ProviderAllocation> candidate)
    {
        if (!IsAway)
        {
            return AllocationMoves.Claim(Store, server.Uuid, candidate, server.Record.Project);
        }

        WritesLost++;
        return null;
    }

    /// <summary>Whether a server holds something of a provider.</summary>
    /// <exception cref="NovaException"><c>ConnectFailure</c>: Placement is away.</exception>
    public bool Holds(Server server, string provider) => IsAway
        ? throw Unreachable()
        : Store.GetAllocations(server.Uuid) is { } held && held.Allocations.Any(item => item.ProviderUuid == provider);

    /// <summary>Hands everything of one consumer to another.</summary>
    /// <returns>Whether it was done; not while Placement is away.</returns>
    public bool Move(Server server, string from, string to) => !GivesUp(server) && AllocationMoves.Move(Store, from, to);

    /// <summary>Hands back what a move holds; nothing happens when it holds nothing, or while Placement is away.</summary>
    public void HandBack(Server server, Migration move)
    {
        if (!GivesUp(server) && Store.GetAllocations(move.Uuid) is not null)
        {
            AllocationMoves.Move(Store, move.Uuid, server.Uuid);
        }
    }

    /// <summary>Takes everything in a host's tree out of what a server holds.</summary>
    /// <exception cref="NovaException"><c>ConnectFailure</c>: Placement is away.</exception>
    public void RemoveTree(Server server, ComputeHost host)
    {
        if (GivesUp(server))
        {
            throw Unreachable();
        }

        AllocationMoves.RemoveTree(Store, server.Uuid, host.Tracker.Facts.Uuid);
    }

    /// <summary>The same where the caller is about to give up anyway, and an error changes nothing.</summary>
    public void TryRemoveTree(Server server, ComputeHost host)
    {
        if (!GivesUp(server))
        {
            AllocationMoves.RemoveTree(Store, server.Uuid, host.Tracker.Facts.Uuid);
        }
    }

    private bool GivesUp(Server server)
    {
        if (!IsAway)
        {
            return false;
        }

        WritesLost++;
        context.Leaves(LeakCause.PlacementAway, Method, server);
        if (server.Host is { } host)
        {
            // Audits delete what deleted servers hold, once they reach Placement again.
            context.Audits.Await(host);
        }

        return true;
    }
}
