using Model.Scheduling;
using Model.Scheduling.Fast;

namespace Simulator.Flows;

/// <summary>
/// What one scheduler worker knows of the hosts: the records and service states of its last reading, or, before any reading, always
/// what the database holds now.
/// </summary>
internal sealed class HostViews
{
    private readonly Dictionary<ComputeHost, (ComputeNodeRecord Record, ServiceState Service)> _read = [];
    private readonly IReadOnlyList<ComputeHost> _hosts;

    /// <summary>Starts without any reading.</summary>
    /// <param name="scheduler">What decides by these views.</param>
    /// <param name="hosts">All hosts, in ascending order of name.</param>
    public HostViews(FilterScheduler scheduler, IReadOnlyList<ComputeHost> hosts)
    {
        _hosts = hosts;
        Table = new HostTable(scheduler, hosts.Count, (place, record, service) => ComputeHost.StateOf(hosts[place], record, service));
    }

    /// <summary>The same in a table; incomplete before any reading, unless it follows the database.</summary>
    public HostTable Table { get; }

    /// <summary>Keeps the table as the database is.</summary>
    public void FollowDatabase()
    {
        foreach (ComputeHost host in _hosts)
        {
            Table.Set(host.Place, host.Tracker.Record, host.Service);
            host.Published += () => Table.Set(host.Place, host.Tracker.Record, host.Service);
        }
    }

    /// <summary>Reads all hosts.</summary>
    public void Read()
    {
        foreach (ComputeHost host in _hosts)
        {
            _read[host] = (host.Tracker.Record, host.Service);
            Table.Set(host.Place, host.Tracker.Record, host.Service);
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
