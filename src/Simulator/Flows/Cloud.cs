using System.Globalization;
using Model;
using Model.Compute;
using Model.Compute.Libvirt;
using Model.Configuration;
using Model.Hardware;
using Model.Pci;
using Model.Placement;
using Model.Placement.Pci;
using Model.Scheduling;
using Model.Servers;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>The state of the whole cloud: Placement, the compute hosts and what the control plane knows of them.</summary>
internal sealed class Cloud
{
    private readonly Dictionary<string, ComputeHost> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ComputeHost> _byUuid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HostAggregate> _aggregates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Flavor> _flavors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Image> _images = new(StringComparer.Ordinal);

    /// <summary>Starts every service of a scenario.</summary>
    /// <exception cref="CloudStartException">A service refuses its configuration.</exception>
    public Cloud(Scenario scenario)
    {
        Scenario = scenario;
        Controller = scenario.Controller;
        foreach (Flavor flavor in scenario.Flavors)
        {
            _flavors.Add(flavor.Name, flavor);
        }

        foreach (Image image in scenario.Images)
        {
            _images.Add(image.Name, image);
        }

        Neutron = new Neutron(scenario);
        Aliases = ReadAliases(scenario.Controller);
        foreach (AggregateDefinition aggregate in scenario.Aggregates)
        {
            _aggregates.Add(aggregate.Name, new HostAggregate(UuidOf("aggregate", aggregate.Name), aggregate.Metadata));
        }

        List<ComputeHost> hosts = [];
        foreach (HostDefinition definition in scenario.Hosts)
        {
            ComputeHost host = Start(definition);
            host.Place = hosts.Count;
            hosts.Add(host);
            _byName.Add(host.Name, host);
            _byUuid.Add(host.Tracker.Facts.Uuid, host);
        }

        Hosts = hosts;
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The configuration of the API, the conductor and the scheduler that holds now.</summary>
    public NovaOptions Controller { get; private set; }

    /// <summary>The Placement service.</summary>
    public PlacementStore Placement { get; } = new();

    /// <summary>Causes for which no service can reach Placement now.</summary>
    public int PlacementOutages { get; set; }

    /// <summary>Whether no service can reach Placement.</summary>
    public bool IsPlacementAway => PlacementOutages > 0;

    /// <summary>What Nova's database holds of servers and their moves.</summary>
    public NovaDatabase Database { get; } = new(number => UuidOf("migration", number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The network service.</summary>
    public Neutron Neutron { get; }

    /// <summary>Compute hosts in ascending ordinal order of name.</summary>
    public IReadOnlyList<ComputeHost> Hosts { get; }

    /// <summary>The aliases of the API service.</summary>
    public PciAliasTable Aliases { get; private set; }

    /// <summary>The host of that name; it must exist.</summary>
    public ComputeHost HostNamed(string name) => _byName[name];

    /// <summary>The host of that name, or null.</summary>
    public ComputeHost? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The host with that root provider, or null when the provider is no root of ours.</summary>
    public ComputeHost? FindRoot(string uuid) => _byUuid.GetValueOrDefault(uuid);

    /// <summary>All host aggregates, in the order of the scenario.</summary>
    public IReadOnlyList<HostAggregate> Aggregates => [.. Scenario.Aggregates.Select(aggregate => _aggregates[aggregate.Name])];

    /// <summary>The flavor of that name; scenarios name only existing ones.</summary>
    public Flavor Flavor(string name) => _flavors[name];

    /// <summary>The image of that name, or the first one.</summary>
    public Image Image(string? name) => name is null ? Scenario.Images[0] : _images[name];

    /// <summary>The id of a thing, derived from its kind and name.</summary>
    public static string UuidOf(string kind, string name) => DeterministicUuid.Create($"{kind}:{name}", 0).ToString();

    /// <summary>The controllers' services restart with another configuration.</summary>
    /// <exception cref="CloudStartException">They refuse its aliases.</exception>
    public void Reconfigure(NovaOptions controller)
    {
        Controller = controller;
        Aliases = ReadAliases(controller);
    }

    /// <summary>The aliases that count on a host: its own, or those of the controllers where it has none.</summary>
    public PciAliasTable AliasesOf(ComputeHost host) => host.Tracker.Facts.Options.Pci.Alias.Count > 0
        ? ReadAliases(host.Tracker.Facts.Options)
        : Aliases;

    /// <summary>A compute service for a host, not started yet.</summary>
    /// <param name="definition">The host, with the configuration that holds from now on.</param>
    /// <param name="stored">The devices that the host's last service stored; null for a new host.</param>
    /// <exception cref="NovaException">The service refuses its configuration.</exception>
    public ResourceTracker NewService(HostDefinition definition, IReadOnlyList<PciDeviceRecord>? stored)
    {
        string uuid = UuidOf("host", definition.Name);
        PciPlacementRules rules = PciPlacementRules.Of(definition.Options.Release.Features);
        ProviderSync providers = new(Placement, definition.Name, uuid, name => UuidOf("provider", name), rules)
        {
            IsAway = () => IsPlacementAway,
        };
        return new ResourceTracker(
            new ComputeNodeFacts
            {
                Name = definition.Name,
                Uuid = uuid,
                Hardware = definition.Hardware,
                HypervisorDevices = definition.HypervisorDevices,
                Options = definition.Options,
                DiskGb = definition.DiskGb,
                Hypervisor = new LibvirtHost
                {
                    VirtType = definition.Options.Libvirt.VirtType,
                    LibvirtVersion = SoftwareVersion.Parse(definition.LibvirtVersion),
                    QemuVersion = SoftwareVersion.Parse(definition.QemuVersion),
                    MachineTypes = [.. definition.Options.Libvirt.HardwareMachineTypes.Select(pair => $"{pair.Key}={pair.Value}")],
                },
            },
            Database,
            providers,
            stored);
    }

    private ComputeHost Start(HostDefinition definition)
    {
        try
        {
            ResourceTracker tracker = NewService(definition, stored: null);
            tracker.Start();
            ComputeHost host = new(definition, tracker) { Aggregates = [.. definition.Aggregates.Select(name => _aggregates[name])] };
            string[] aggregates = [.. definition.Aggregates.Select(name => UuidOf("aggregate", name))];
            if (aggregates.Length > 0)
            {
                Placement.SetAggregates(tracker.Facts.Uuid, aggregates);
            }

            return host;
        }
        catch (Exception exception) when (exception is NovaException or HardwareException)
        {
            string name = exception is NovaException refusal ? refusal.Name : "hardware";
            throw new CloudStartException($"host {definition.Name}: nova-compute refuses to start: {name}: {exception.Message}", definition.Position);
        }
    }

    private PciAliasTable ReadAliases(NovaOptions options)
    {
        try
        {
            return PciAliasTable.Parse(
                [.. options.Pci.Alias.Select(alias => alias.Text)],
                Controller.FilterScheduler.PciInPlacement,
                PciRules.Of(Controller.Release.Features));
        }
        catch (NovaException exception)
        {
            throw new CloudStartException($"controller: [pci]alias: {exception.Name}: {exception.Message}");
        }
    }
}
