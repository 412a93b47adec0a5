using Model;
using Model.Servers;

namespace Simulator.Flows.Moves;

/// <summary>What several moves have in common.</summary>
internal static class MoveParts
{
    /// <summary>Does what may be refused.</summary>
    /// <returns>The refusal, or null.</returns>
    public static NovaException? Attempt(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (NovaException refusal)
        {
            return refusal;
        }
    }

    /// <summary>
    /// Hands the server's allocation to its move, so that the server can claim the destination (<c>replace_allocation_with_migration</c>).
    /// </summary>
    /// <returns>Whether the move holds it now; false where the server holds nothing of its host's root provider.</returns>
    /// <exception cref="NovaException"><c>NoValidHost</c>: Placement refused. <c>ConnectFailure</c>: it is away.</exception>
    public static bool HandOver(FlowContext context, Server server, Migration move)
    {
        if (!context.Placement.Holds(server, server.Host!.Tracker.Facts.Uuid))
        {
            return false;
        }

        return context.Placement.Move(server, server.Uuid, move.Uuid)
            ? true
            : throw new NovaException("NoValidHost", "No valid host was found. Unable to replace instance claim on source");
    }

    /// <summary>
    /// Hands the move's allocation back to the server, whose own record is overwritten by it (<c>_revert_allocation</c>). Nothing happens
    /// when the move holds nothing.
    /// </summary>
    public static void HandBack(FlowContext context, Server server, Migration move) => context.Placement.HandBack(server, move);

    /// <summary>Deletes what the move holds.</summary>
    public static void Drop(FlowContext context, Server server, Migration move) => context.Placement.Delete(server, move.Uuid);

    /// <summary>Ids of the requests that a claim on a destination makes; no two claims have the same.</summary>
    public static Func<int, string> RequestNames(Server server, Migration move, string host, int attempt) => number => Cloud.UuidOf(
        "pci-request", FormattableString.Invariant($"{server.Record.Name}/{move.Number}/{host}/{attempt}/{number}"));

    /// <summary>An operation on a server has come to an end, well or not.</summary>
    public static void Settle(this FlowContext context, Server server, params ReadOnlySpan<ComputeHost?> hosts)
    {
        foreach (ComputeHost? host in hosts)
        {
            if (host is not null)
            {
                context.Audits.Await(host);
                context.Changed(host);
            }
        }

        if (server.Instance.IsDeleted)
        {
            return;
        }

        context.Changed(server);
    }

    /// <summary>
    /// Before Newton a cold move left the address of the source's device in a port's binding, and the guest did not start with it (bug 1512880).
    /// </summary>
    public static NovaException? RefusalOfOldBinding(FlowContext context, Server server) =>
        context.Cloud.Scenario.Release.Features.FlowColdSriov || !server.Instance.PciRequests.Any(request => request.IsFromPort)
            ? null
            : new NovaException("libvirtError", "The port's binding names a device of the source host.");
}
