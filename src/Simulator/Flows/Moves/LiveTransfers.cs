using Model.Pci;
using Model.Servers;
using Simulator.Migrations;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows.Moves;

/// <summary>What live migrations share: the network, the queues of their sources and what each guest does to its memory.</summary>
internal sealed class LiveTransfers
{
    private const long Mebibyte = 1L << 20;
    private readonly Simulation _env;
    private readonly RandomStreams _streams;
    private readonly MigrationNetworkDefinition? _definition;
    private readonly MigrationNetwork _network;
    private readonly Dictionary<string, (MigrationLink Out, MigrationLink In)> _racks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (GuestMemory Memory, RandomStream Numbers)> _guests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Resource> _queues = new(StringComparer.Ordinal);

    /// <summary>Builds the network of a scenario.</summary>
    public LiveTransfers(Simulation env, Scenario scenario, RandomStreams streams)
    {
        _env = env;
        _streams = streams;
        _definition = scenario.MigrationNetwork;
        _network = new MigrationNetwork(env);
        if (_definition is null)
        {
            return;
        }

        foreach (HostDefinition host in scenario.Hosts)
        {
            _network.AddHost(host.Name, _definition.HostRate);
            if (_definition.RackRate is { } rate && host.Rack is { } rack && !_racks.ContainsKey(rack))
            {
                _racks.Add(rack, (_network.AddLink($"rack {rack} out", rate), _network.AddLink($"rack {rack} in", rate)));
            }
        }
    }

    /// <summary>
    /// The places of a source for live migrations (<c>max_concurrent_live_migrations</c>); null where there is no limit. The service's
    /// configuration when it is first asked counts.
    /// </summary>
    public Resource? QueueOf(ComputeHost source)
    {
        int places = source.Tracker.Facts.Options.Lifecycle.MaxConcurrentLiveMigrations;
        if (places <= 0)
        {
            return null;
        }

        if (!_queues.TryGetValue(source.Name, out Resource? queue))
        {
            queue = new Resource(_env, places);
            _queues.Add(source.Name, queue);
        }

        return queue;
    }

    /// <summary>The hypervisor's job for a move; null where the scenario has no network of migrations.</summary>
    public LiveMigrationJob? NewJob(Server server, ComputeHost source, ComputeHost target)
    {
        if (_definition is null)
        {
            return null;
        }

        (GuestMemory memory, RandomStream numbers) = GuestOf(server);
        if (server.Instance.VmState == Model.Servers.VmState.Paused)
        {
            // A guest that stands still writes nothing.
            memory = memory with { DirtyRate = 0 };
        }

        List<DeviceState> devices = [];
        foreach (InstanceDevice device in server.Instance.Devices)
        {
            // Devices of ports are detached before and attached again behind: their state does not move.
            if (server.Instance.PciRequests.Any(request => request.RequestId == device.RequestId && !request.IsFromPort))
            {
                devices.Add(new DeviceState(device.Address, (long)_definition.DeviceState.Sample(numbers)));
            }
        }

        MigrationSettings settings = new(source.Tracker.Facts.Options.Libvirt, server.Instance.Flavor.MemoryMb)
        {
            SwitchoverOverhead = _definition.SwitchOver,
        };
        return new LiveMigrationJob(_env, _network, PathBetween(source, target), memory, settings, devices);
    }

    private IReadOnlyList<MigrationLink> PathBetween(ComputeHost source, ComputeHost target)
    {
        string? from = source.Definition.Rack;
        string? to = target.Definition.Rack;
        List<MigrationLink> between = [];
        if (from != to)
        {
            if (from is not null && _racks.TryGetValue(from, out (MigrationLink Out, MigrationLink In) left))
            {
                between.Add(left.Out);
            }

            if (to is not null && _racks.TryGetValue(to, out (MigrationLink Out, MigrationLink In) entered))
            {
                between.Add(entered.In);
            }
        }

        return _network.Path(source.Name, target.Name, [.. between]);
    }

    /// <summary>A guest's memory: drawn when it first migrates, from a stream of its own.</summary>
    private (GuestMemory Memory, RandomStream Numbers) GuestOf(Server server)
    {
        string flavor = server.Instance.Flavor.Name;
        string key = $"{server.Record.Name}/{flavor}";
        if (!_guests.TryGetValue(key, out (GuestMemory Memory, RandomStream Numbers) guest))
        {
            GuestActivity activity = _definition!.Flavors.GetValueOrDefault(flavor) ?? _definition.Guests;
            RandomStream numbers = _streams.For("guest memory", server.Record.Name);
            long bytes = (long)(server.Instance.Flavor.MemoryMb * Mebibyte * activity.UsedMemory);
            GuestMemory memory = new()
            {
                Bytes = bytes,
                DirtyRate = Math.Max(0, activity.DirtyRate.Sample(numbers)),
                WorkingSet = activity.WorkingSet is { } set ? Math.Clamp((long)set.Sample(numbers), 0, bytes) : null,
            };
            guest = (memory, numbers);
            _guests.Add(key, guest);
        }

        return guest;
    }
}
