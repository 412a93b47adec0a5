using System.Globalization;
using Model.Configuration;
using Model.Hardware;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Values;

namespace Simulator.Scenarios.Format;

/// <summary>
/// Turns the entries of <c>hosts:</c> into hosts: patterns written out, hardware found, configurations read, aggregates joined.
/// </summary>
internal sealed class HostBinder
{
    private const long Gibibyte = 1L << 30;
    private const string DefaultZone = "nova";
    private readonly BindContext context;
    private readonly NovaRelease release;
    private readonly ConfigurationCache configurations;
    private readonly NovaChecks checks;
    private readonly Dictionary<string, HostHardware> machines;
    private readonly IReadOnlyList<string> machineNames;
    private readonly List<HostDefinition> hosts = [];
    private readonly Dictionary<string, HostEntry> entryOf = new(StringComparer.Ordinal);

    public HostBinder(
        BindContext context,
        NovaRelease release,
        ConfigurationCache configurations,
        NovaChecks checks,
        IReadOnlyList<KeyValuePair<Placed<string>, HostHardware>> machines,
        IReadOnlyList<string> machineNames)
    {
        this.context = context;
        this.release = release;
        this.configurations = configurations;
        this.checks = checks;
        this.machines = machines.ToDictionary(machine => machine.Key.Value, machine => machine.Value, StringComparer.Ordinal);
        this.machineNames = machineNames;
    }

    /// <summary>Names of all hosts, also of those whose hardware has errors.</summary>
    public IReadOnlyCollection<string> Names => entryOf.Keys;

    /// <summary>The release of a host's nova-compute.</summary>
    public NovaRelease ReleaseOf(string host) => entryOf[host].Release ?? release;

    /// <summary>
    /// Warns of hosts that are older than recommended for attaching ports with devices to running servers: libvirt 6.0.0 and QEMU 4.2.
    /// </summary>
    public void WarnOfAttaching()
    {
        HashSet<HostEntry> seen = new(ReferenceEqualityComparer.Instance);
        foreach (HostEntry entry in hosts.Select(host => entryOf[host.Name]).Where(seen.Add))
        {
            WarnOfAttaching(entry.Libvirt, "libvirt", new Version(6, 0, 0));
            WarnOfAttaching(entry.Qemu, "QEMU", new Version(4, 2, 0));
        }
    }

    private void WarnOfAttaching(Placed<string>? given, string what, Version recommended)
    {
        if (given is { } version && Version.Parse(version.Value) < recommended)
        {
            string message = $"attaching SR-IOV ports to running servers is recommended with {what} {recommended} or newer only, not {version.Value}";
            context.Diagnostics.Warn(ScenarioCodes.HardwareNote, version.Position, message);
        }
    }

    /// <summary>The texts of a host's configuration.</summary>
    public IReadOnlyList<SourceText> ConfigurationOf(string host) => entryOf[host].NovaConf;

    /// <summary>Adds the hosts of an entry.</summary>
    public void Add(HostEntry entry)
    {
        if (entry.Name is not { } pattern || Expand(entry, pattern) is not { } names)
        {
            return;
        }

        NovaOptions options = configurations.Get(entry.NovaConf, entry.Release);
        CheckVersions(entry);
        HostHardware? hardware = FindHardware(entry);
        if (hardware is not null)
        {
            checks.DeviceSpecs(options, hardware);
        }

        string rackPrefix = pattern.Value.Split('[')[0].TrimEnd('-', '_', '.');
        for (int i = 0; i < names.Count; i++)
        {
            if (hosts.Count >= InputLimits.HostsMax)
            {
                context.Error(ScenarioCodes.LimitExceeded, pattern.Position, $"more than the limit of {InputLimits.HostsMax} hosts");
                return;
            }

            if (!entryOf.TryAdd(names[i], entry))
            {
                string message = $"host '{names[i]}' is also defined at {entryOf[names[i]].Position}";
                context.Error(ScenarioCodes.DuplicateName, pattern.Position, message);
            }
            else if (hardware is not null)
            {
                hosts.Add(Make(entry, names[i], hardware, options, RackOf(entry.Rack, rackPrefix, i)));
            }
        }
    }

    /// <summary>The hosts by name (ordinal), joined to the aggregates that name them or that they name.</summary>
    /// <param name="aggregates">The aggregates of the file.</param>
    /// <param name="definitions">All aggregates, those that only hosts name included.</param>
    public IReadOnlyList<HostDefinition> Join(
        IReadOnlyList<KeyValuePair<Placed<string>, AggregateEntry>> aggregates, out IReadOnlyList<AggregateDefinition> definitions)
    {
        List<AggregateDefinition> all = [.. aggregates.Select(entry => new AggregateDefinition(entry.Key.Value, entry.Value.Metadata))];
        Dictionary<string, List<string>> named = NamedByAggregates(aggregates);
        CheckNamedByHosts(aggregates, all);
        Dictionary<string, string> zones = aggregates.Where(entry => entry.Value.Zone is not null)
            .ToDictionary(entry => entry.Key.Value, entry => entry.Value.Zone!, StringComparer.Ordinal);
        List<HostDefinition> joined = [];
        foreach (HostDefinition host in hosts)
        {
            List<string> own = [.. host.Aggregates];
            own.AddRange(named.TryGetValue(host.Name, out List<string>? more) ? more.Where(name => !own.Contains(name)) : []);
            string zone = ZoneOf(host, own, zones);
            if (entryOf[host.Name].Zone is not null && !own.Exists(zones.ContainsKey))
            {
                own.Add(AggregateOfZone(zone, all));
            }

            joined.Add(host with { Aggregates = own, AvailabilityZone = zone });
        }

        definitions = all;
        return [.. joined.OrderBy(host => host.Name, StringComparer.Ordinal)];
    }

    /// <summary>A host with other options or another machine; what cannot be is reported and left as it was.</summary>
    /// <param name="host">The host, joined to its aggregates.</param>
    /// <param name="changes">Texts that count after the host's own.</param>
    /// <param name="machine">The new hardware entry, or null.</param>
    /// <param name="other">The new release, or null.</param>
    public HostDefinition Change(HostDefinition host, IReadOnlyList<SourceText> changes, Placed<string>? machine, NovaRelease? other)
    {
        NovaOptions options = configurations.Get([.. entryOf[host.Name].NovaConf, .. changes], other ?? host.Options.Release);
        HostDefinition changed = host with { Options = options };
        if (machine is { } name && FindHardware(name) is { } hardware)
        {
            changed = changed with { Hardware = hardware, HardwareName = name.Value };
        }

        checks.DeviceSpecs(options, changed.Hardware);
        return changed;
    }

    private IReadOnlyList<string>? Expand(HostEntry entry, Placed<string> pattern)
    {
        if (!NamePattern.TryExpand(pattern.Value, out IReadOnlyList<string> names, out string problem))
        {
            bool isLimit = problem.Contains("limit", StringComparison.Ordinal);
            context.Error(isLimit ? ScenarioCodes.LimitExceeded : ScenarioCodes.InvalidValue, pattern.Position, problem);
            return null;
        }

        if (entry.Count is not { } count)
        {
            return names;
        }

        bool isPattern = pattern.Value.AsSpan().IndexOfAny('[', ',') >= 0;
        if (isPattern ? count > names.Count : count > InputLimits.HostsMax)
        {
            string limit = isPattern ? $"'{pattern.Value}' has {names.Count} names" : $"the limit is {InputLimits.HostsMax} hosts";
            context.Error(ScenarioCodes.OutOfRange, pattern.Position, $"count is {count}, but {limit}");
            return null;
        }

        int width = count.ToString(CultureInfo.InvariantCulture).Length;
        string Numbered(int number) => $"{pattern.Value}-{number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0')}";
        return isPattern ? [.. names.Take(count)] : [.. Enumerable.Range(1, count).Select(Numbered)];
    }

    private HostHardware? FindHardware(HostEntry entry)
    {
        if (entry.Hardware is not { } name)
        {
            context.Error(ScenarioCodes.MissingKey, entry.Position, "a host needs the key 'hardware' here or in host-defaults");
            return null;
        }

        return FindHardware(name);
    }

    // A machine with errors of its own is known by name, so that its hosts do not give further errors.
    private HostHardware? FindHardware(Placed<string> name) =>
        context.Knows("hardware entry", name, machineNames) ? machines.GetValueOrDefault(name.Value) : null;

    private void CheckVersions(HostEntry entry)
    {
        NovaRelease own = entry.Release ?? release;
        CheckVersion(entry.Libvirt, "libvirt", own, own.Features.MinimumLibvirt);
        CheckVersion(entry.Qemu, "QEMU", own, own.Features.MinimumQemu);
    }

    private void CheckVersion(Placed<string>? given, string what, NovaRelease own, Version minimum)
    {
        if (given is { } version && Version.Parse(version.Value) < minimum)
        {
            string message = $"nova-compute of {own} does not start with {what} {version.Value}; it needs {minimum} or newer";
            context.Error(ScenarioCodes.RefusedByNova, version.Position, message);
        }
    }

    private static HostDefinition Make(HostEntry entry, string name, HostHardware hardware, NovaOptions options, string? rack)
    {
        HostDefinition host = new()
        {
            Name = name,
            Position = entry.Position,
            Hardware = hardware,
            HardwareName = entry.Hardware!.Value.Value,
            Options = options,
            DiskGb = (int)Math.Min(int.MaxValue, (entry.DiskBytes ?? (1024 * Gibibyte)) / Gibibyte),
            Aggregates = [.. (entry.Aggregates ?? []).Select(aggregate => aggregate.Value)],
            AvailabilityZone = entry.Zone ?? DefaultZone,
            Rack = rack,
        };
        return host with
        {
            LibvirtVersion = entry.Libvirt?.Value ?? host.LibvirtVersion,
            QemuVersion = entry.Qemu?.Value ?? host.QemuVersion,
        };
    }

    private static string? RackOf(RackEntry? rack, string prefix, int index) => rack switch
    {
        null => null,
        { Name: { } name } => name,
        _ => string.Create(CultureInfo.InvariantCulture, $"{prefix}-rack-{(index / rack.Size) + 1}"),
    };

    private Dictionary<string, List<string>> NamedByAggregates(IReadOnlyList<KeyValuePair<Placed<string>, AggregateEntry>> aggregates)
    {
        Dictionary<string, List<string>> named = new(StringComparer.Ordinal);
        foreach ((Placed<string> aggregate, AggregateEntry entry) in aggregates)
        {
            foreach (Placed<string> pattern in entry.Hosts)
            {
                if (!NamePattern.TryExpand(pattern.Value, out IReadOnlyList<string> names, out string problem))
                {
                    context.Error(ScenarioCodes.InvalidValue, pattern.Position, problem);
                    continue;
                }

                foreach (string name in names)
                {
                    if (!context.Knows("host", new Placed<string>(name, pattern.Position), entryOf.Keys))
                    {
                        continue;
                    }

                    if (!named.TryGetValue(name, out List<string>? list))
                    {
                        list = [];
                        named.Add(name, list);
                    }

                    list.Add(aggregate.Value);
                }
            }
        }

        return named;
    }

    // A file with an aggregates: section names all of them there; without one, hosts may name aggregates freely.
    private void CheckNamedByHosts(
        IReadOnlyList<KeyValuePair<Placed<string>, AggregateEntry>> aggregates, List<AggregateDefinition> all)
    {
        HashSet<string> known = [.. aggregates.Select(entry => entry.Key.Value)];
        HashSet<HostEntry> seen = new(ReferenceEqualityComparer.Instance);
        foreach (HostEntry entry in hosts.Select(host => entryOf[host.Name]).Where(seen.Add))
        {
            foreach (Placed<string> name in entry.Aggregates ?? [])
            {
                if (aggregates.Count > 0)
                {
                    context.Knows("aggregate", name, known);
                }
                else if (known.Add(name.Value))
                {
                    all.Add(new AggregateDefinition(name.Value, []));
                }
            }
        }
    }

    /// <summary>Nova's hosts are in a zone only through an aggregate, so a zone that a host names itself becomes one.</summary>
    private static string AggregateOfZone(string zone, List<AggregateDefinition> aggregates)
    {
        string name = $"availability zone {zone}";
        if (!aggregates.Exists(aggregate => aggregate.Name == name))
        {
            aggregates.Add(new AggregateDefinition(name, [KeyValuePair.Create(AggregateEntry.ZoneKey, zone)]));
        }

        return name;
    }

    private string ZoneOf(HostDefinition host, List<string> aggregates, Dictionary<string, string> zones)
    {
        HostEntry entry = entryOf[host.Name];
        string? zone = entry.Zone;
        foreach (string aggregate in aggregates)
        {
            if (zones.TryGetValue(aggregate, out string? other))
            {
                if (zone is not null && zone != other)
                {
                    string message = $"host '{host.Name}' would be in two availability zones, {zone} and {other}; Nova allows one";
                    context.Error(ScenarioCodes.Contradiction, entry.Position, message);
                }

                zone = other;
            }
        }

        return zone ?? DefaultZone;
    }
}
