using Model.Scheduling;

namespace Simulator.Flows;

/// <summary>
/// What one scheduler worker knows of the hosts: the records and service states of its last reading, or, before any reading, always
/// what the database holds now.
/// </summary>
internal sealed class HostViews
{
    private readonly Dictionary<ComputeHost, (ComputeNodeRecord Record, ServiceState Service)> _read = [];

    /// <summary>Reads all hosts.</summary>
    public void Read(IReadOnlyList<ComputeHost> hosts)
    {
        foreach (ComputeHost host in hosts)
        {
            _read[host] = (host.Tracker.Record, host.Service);
        }
    }

    /// <summary>
    /// What the worker believes of a host at the start of a request. Guests are known at once: computes tell every scheduler of them by
    /// message.
    /// </summary>
    public HostState Borrow(ComputeHost host) => _read.TryGetValue(host, out (ComputeNodeRecord Record, ServiceState Service) known)
        ? host.BorrowState(known.Record, known.Service)
        : host.BorrowState();
}
