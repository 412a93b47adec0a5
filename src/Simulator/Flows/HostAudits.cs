using Model.Placement;
using Model.Servers;

namespace Simulator.Flows;

/// <summary>
/// The audits that hosts need. Nova audits every host once a minute; here a host is audited at its next full minute after something has happened
/// that only an audit sets right, which comes to the same.
/// </summary>
internal sealed class HostAudits(FlowContext context)
{
    /// <summary>Whether hosts audit themselves at all; otherwise somebody else calls for it.</summary>
    public bool AreOn { get; set; } = true;

    /// <summary>Something happened on a host that only its next audit sets right, and it comes within a minute.</summary>
    public void Await(ComputeHost host)
    {
        if (AreOn && !host.AwaitsAudit)
        {
            host.AwaitsAudit = true;
            context.Env.Process(ComputeLife.AuditSoon(context, host));
        }
    }

    /// <summary>
    /// What an unfinished move counts on its hosts depends on the server's state: they are audited after whatever changes that.
    /// </summary>
    public void AwaitMoves(Server server)
    {
        foreach (Migration move in server.Moves.Where(move => move.HoldsResources))
        {
            Await(context.Cloud.HostNamed(move.Source));
            if (move.Destination is { } destination)
            {
                Await(context.Cloud.HostNamed(destination));
            }
        }
    }

    /// <summary>What deleted servers still hold in Placement is deleted by the audits of the hosts in question.</summary>
    public void AwaitLeftovers(Server server)
    {
        if (!server.Instance.IsDeleted)
        {
            return;
        }

        foreach (ProviderAllocation held in context.Cloud.Placement.GetAllocations(server.Uuid)?.Allocations ?? [])
        {
            if (context.Cloud.FindRoot(held.ProviderUuid) is { } host)
            {
                Await(host);
            }
        }
    }
}
