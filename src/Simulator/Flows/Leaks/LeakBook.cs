using Model;
using Model.Pci;
using Simulator.Metrics;

namespace Simulator.Flows.Leaks;

/// <summary>
/// Keeps the things that Nova is known to leave behind, each with the flow that caused it. Flows note what they do at the moment they do it;
/// a drift that no flow has noted is a bug of the simulator.
/// </summary>
internal sealed class LeakBook(Cloud cloud)
{
    private const string Pools = "(pools)";
    private const string Audit = "(audit)";
    private const string Bus = "(bus)";
    private const string Providers = "(providers)";
    private readonly Dictionary<string, List<LeakNote>> _notes = new(StringComparer.Ordinal);
    private readonly List<Server> _noted = [];
    private readonly DriftWatch _watch = new(cloud);
    private readonly List<LeakRow> _rows = [];
    private readonly Dictionary<(string Server, string Host), int> _open = [];
    private readonly Dictionary<string, List<Server>> _leaking = new(StringComparer.Ordinal);

    /// <summary>Leaks in the order in which they were seen.</summary>
    public IReadOnlyList<LeakRow> Rows => _rows;

    /// <summary>Whether the audit of any host ever broke.</summary>
    public bool HasBrokenAudit { get; private set; }

    /// <summary>A flow does something with a server after which Nova may leave something behind, on the given host or on any.</summary>
    public void Note(LeakCause cause, string flow, string operation, Server server, TimeSpan now, ComputeHost? host = null)
    {
        if (!_notes.TryGetValue(server.Uuid, out List<LeakNote>? notes))
        {
            notes = [];
            _notes.Add(server.Uuid, notes);
            _noted.Add(server);
        }

        if (notes.Count == 0 || notes[^1].Cause != cause || notes[^1].Flow != flow || notes[^1].Host != host?.Name)
        {
            notes.Add(new LeakNote(now, cause, flow, operation, host?.Name));
        }
    }

    /// <summary>An operation has done something with a server: remembers the differences that it made.</summary>
    public void Watch(Server server, string operation, TimeSpan now)
    {
        foreach (ComputeHost host in HostsOf(server).Select(cloud.HostNamed))
        {
            DriftSighting drift = _watch.Look(server, host, operation, now);
            bool isGone = server.Instance.IsDeleted || server.Instance.AllowsResourceRemoval;
            if (isGone && host.IsRunning && drift.What.Length > 0 && drift.At == now && IsAuditBroken(host))
            {
                // An audit that breaks has forgotten the guests behind the one that broke it, and nothing of a forgotten guest is freed
                // (nova/compute/resource_tracker.py, update_usage) until an audit comes to its end.
                Note(LeakCause.BrokenAudit, "update_usage", operation, server, now, host);
            }
        }
    }

    /// <summary>Looks for what is left of a server, unless no flow has noted anything of it.</summary>
    public void Review(Server server, string operation, TimeSpan now)
    {
        if (_notes.ContainsKey(server.Uuid))
        {
            FindUnexplained(server, operation, now);
        }
    }

    /// <summary>Looks again at the servers of which something was left on a host.</summary>
    public void Review(ComputeHost host, string operation, TimeSpan now)
    {
        foreach (Server server in _leaking.GetValueOrDefault(host.Name) ?? [])
        {
            if (server.InFlight == 0)
            {
                Review(server, host, operation, now);
            }
        }

        ReviewPools(host, operation, now);
        ReviewBus(host, operation, now);
        _leaking.GetValueOrDefault(host.Name)?.RemoveAll(server => !_open.ContainsKey((server.Uuid, host.Name)));
    }

    /// <summary>Looks for what is left of a server on any host.</summary>
    /// <returns>What no flow has noted, with the host, or null.</returns>
    public (ComputeHost Host, DriftSighting Drift)? FindUnexplained(Server server, string operation, TimeSpan now)
    {
        (ComputeHost Host, DriftSighting Drift)? unexplained = null;
        foreach (ComputeHost host in HostsOf(server).Select(cloud.HostNamed))
        {
            if (Review(server, host, operation, now) is { } drift)
            {
                unexplained ??= (host, drift);
            }
        }

        return unexplained;
    }

    /// <summary>Free devices that are in no pool, or in one twice, until the service restarts.</summary>
    public void ReviewPools(ComputeHost host, string operation, TimeSpan now)
    {
        PciPoolConfusion confusion = host.Tracker.Pci.Confusion;
        if (confusion == PciPoolConfusion.None && !_open.ContainsKey((Pools, host.Name)))
        {
            return;
        }

        (LeakCause cause, string flow) = confusion switch
        {
            PciPoolConfusion.BrokenClaim => (LeakCause.BrokenClaim, "_claim_instance"),
            PciPoolConfusion.RelativeRemoved => (LeakCause.ConfusedPools, "_free_device"),
            PciPoolConfusion.DeviceExchanged => (LeakCause.ExchangedDevice, "update_device"),
            _ => (LeakCause.ConfusedPools, "_set_hvdevs"),
        };
        Record(Pools, host, (cause, flow, operation), PoolDrift.Find(host), now);
    }

    /// <summary>An audit of a host has come to its end.</summary>
    /// <param name="host">The host.</param>
    /// <param name="error">What broke it, or null.</param>
    /// <param name="now">When.</param>
    /// <returns>Whether that was to be expected: it did not break, or a flow has noted something of a server that was ever on the host.</returns>
    public bool Audited(ComputeHost host, NovaException? error, TimeSpan now)
    {
        string what = error is null ? "" : $"{error.Name}: {error.Message}";
        HasBrokenAudit |= error is not null;
        Record(Audit, host, (LeakCause.BrokenAudit, "update_available_resource", "audit"), what, now);
        return error is null || _noted.Exists(server => HostsOf(server).Contains(host.Name));
    }

    /// <summary>The hosts of a server whose last audit broke: each operation may have removed what breaks them.</summary>
    public IEnumerable<ComputeHost> BrokenAuditsOf(Server server) =>
        HasBrokenAudit ? HostsOf(server).Select(cloud.HostNamed).Where(IsAuditBroken) : [];

    /// <summary>Whether the host's last audit broke, so that audits take nothing back.</summary>
    public bool IsAuditBroken(ComputeHost host) => _open.ContainsKey((Audit, host.Name));

    /// <summary>Whether a flow has noted anything of a server.</summary>
    public bool HasNote(string serverUuid) => _notes.ContainsKey(serverUuid);

    /// <summary>Opens, closes or changes the row of something that is wrong with a host rather than with a server.</summary>
    private void Record(string key, ComputeHost host, (LeakCause Cause, string Flow, string Operation) by, string what, TimeSpan now)
    {
        if (_open.TryGetValue((key, host.Name), out int row))
        {
            if (_rows[row].What == what)
            {
                return;
            }

            _rows[row] = _rows[row] with { Until = now.TotalSeconds };
            _open.Remove((key, host.Name));
        }

        if (what.Length > 0)
        {
            _open.Add((key, host.Name), _rows.Count);
            _rows.Add(new LeakRow
            {
                At = now.TotalSeconds,
                Server = "",
                Host = host.Name,
                Cause = by.Cause.ToName(),
                Flow = by.Flow,
                Operation = by.Operation,
                What = what,
            });
        }
    }

    /// <summary>A service has started: providers of devices that a new configuration gave to ports stay in Placement.</summary>
    public void ReviewProviders(ComputeHost host, TimeSpan now)
    {
        SortedSet<string> left = new(StringComparer.Ordinal);
        foreach (PciDevice device in host.Devices)
        {
            if (DriftFinder.IsForPorts(host, device) && device.ProviderUuid is { } uuid && cloud.Placement.FindProvider(uuid) is { } provider
                && cloud.Placement.GetInventories(uuid).Count > 0)
            {
                left.Add($"provider {provider.Name} stays, its devices are for ports now");
            }
        }

        Record(Providers, host, (LeakCause.ChangedDevices, "process_dev", "start of a service"), string.Join("; ", left), now);
    }

    /// <summary>Devices that are free in the tracker's books, and in Placement's, but not on the bus.</summary>
    private void ReviewBus(ComputeHost host, string operation, TimeSpan now)
    {
        string what = host.Bus.MissingCount == 0 ? "" : string.Join(
            "; ", host.Devices.Where(device => device.Status == PciDeviceStatus.Available && host.Bus.IsMissing(device.Address))
                .Select(device => $"device {device.Address} is free in the tracker and not there"));
        Record(Bus, host, (LeakCause.MissingDevice, "_setup_pci_tracker", operation), what, now);
    }

    private static SortedSet<string> HostsOf(Server server)
    {
        SortedSet<string> hosts = new(server.HostsCalled, StringComparer.Ordinal);
        if (server.Record.Host is { } last)
        {
            hosts.Add(last);
        }

        if (server.Instance.Host is { } host)
        {
            hosts.Add(host);
        }

        foreach (Model.Servers.Migration move in server.Moves)
        {
            hosts.Add(move.Source);
            if (move.Destination is { } destination)
            {
                hosts.Add(destination);
            }
        }

        return hosts;
    }

    private DriftSighting? Review(Server server, ComputeHost host, string operation, TimeSpan now)
    {
        DriftSighting drift = _watch.Look(server, host, operation, now);
        (string Uuid, string Name) key = (server.Uuid, host.Name);
        if (_open.TryGetValue(key, out int row))
        {
            if (drift.What == _rows[row].What)
            {
                return null;
            }

            _rows[row] = _rows[row] with { Until = now.TotalSeconds };
            _open.Remove(key);
        }

        if (drift.What.Length == 0)
        {
            return null;
        }

        if (!_notes.ContainsKey(server.Uuid) && DriftFinder.IsAbandoned(drift.What))
        {
            Note(LeakCause.ChangedDevices, "process_dev", drift.Operation, server, drift.At);
        }

        if (!_notes.TryGetValue(server.Uuid, out List<LeakNote>? notes))
        {
            return drift;
        }

        // The last note says why nobody mends it; the sighting says when and by what it came about. A difference that was there before anybody
        // noted why counts from the note on, as nobody watched the server before.
        bool isLater = drift.At >= notes[0].At;
        int last = notes.FindLastIndex(note => note.Host is null || note.Host == host.Name);
        LeakNote note = notes[last < 0 ? ^1 : last];
        _open.Add(key, _rows.Count);
        _rows.Add(new LeakRow
        {
            At = (isLater ? drift.At : notes[0].At).TotalSeconds,
            Server = server.Record.Name,
            Host = host.Name,
            Cause = note.Cause.ToName(),
            Flow = note.Flow,
            Operation = isLater ? drift.Operation : notes[0].Operation,
            What = drift.What,
        });
        if (!_leaking.TryGetValue(host.Name, out List<Server>? leaking))
        {
            leaking = [];
            _leaking.Add(host.Name, leaking);
        }

        if (!leaking.Contains(server))
        {
            leaking.Add(server);
        }

        return null;
    }
}
