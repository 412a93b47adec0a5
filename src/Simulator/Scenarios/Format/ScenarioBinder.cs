using Model.Compute;
using Model.Configuration;
using Model.Pci;
using Simulator.Randomness;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Traces;

namespace Simulator.Scenarios.Format;

/// <summary>Turns a document into a scenario: first what others refer to, then what refers to it.</summary>
internal sealed class ScenarioBinder
{
    private const int NameLengthMax = 100;
    private const string AliasSpec = "pci_passthrough:alias";
    private readonly MappingReader reader;
    private readonly BindContext context;
    private readonly NovaRelease release;

    private ScenarioBinder(MappingReader reader)
    {
        this.reader = reader;
        context = reader.Context;
        release = reader.Get(ScenarioFormat.Release, NovaRelease.Default);
        _ = reader.TryGet(ScenarioFormat.Extends, out _) | reader.TryGet(ScenarioFormat.Include, out _);
    }

    /// <summary>Binds a document; null after an error, all of which are reported.</summary>
    public static Scenario? Bind(MappingNode document, BindContext context, long? seed)
    {
        Scenario? scenario = MappingReader.Open(document, ScenarioFormat.Keys, context) is { } reader
            ? new ScenarioBinder(reader).Bind(document, seed)
            : null;
        return context.Diagnostics.HasErrors ? null : scenario;
    }

    private Scenario Bind(MappingNode document, long? seed)
    {
        ConfigurationCache configurations = new(release, context.Diagnostics);
        NovaChecks checks = new(context);
        ControllerEntry services = reader.Get(ScenarioFormat.Controller, ControllerEntry.Default);
        NovaOptions controller = configurations.Get(services.Sources);
        checks.Scheduler(controller, services.Sources);
        FlavorCatalogue flavors = BindFlavors(checks.Aliases(controller), controller.Pci.Alias.Count > 0);
        IReadOnlyList<Image> images = BindImages();
        IReadOnlyList<ServerGroupDefinition> groups =
            [.. reader.List(ScenarioFormat.ServerGroups).Select(entry => entry.Value with { Name = entry.Key.Value })];
        HostBinder hosts = BindHosts(document, configurations, checks);
        IReadOnlyList<HostDefinition> joined = hosts.Join(
            reader.List(ScenarioFormat.Aggregates), out IReadOnlyList<AggregateDefinition> aggregates);
        TimeSpan duration = BindDuration(out bool warns);
        string[] imageNames = [.. images.Select(image => image.Name)];
        string[] groupNames = [.. groups.Select(group => group.Name)];
        PortBinder ports = new(context, release, reader.List(ScenarioFormat.Networks), reader.List(ScenarioFormat.Ports));
        WorkloadBinder workload = new(context, flavors, imageNames, groupNames, hosts.Names, ports)
            { Duration = duration, WarnsOfNever = warns };
        IReadOnlyList<WorkloadEntry> entries = reader.List(ScenarioFormat.Workload);
        for (int i = 0; i < entries.Count; i++)
        {
            workload.Add(entries[i], i + 1);
        }

        OperationBinder operations = new(context, hosts, joined, workload, flavors, imageNames, ports.Ports,
            new ControllerConfigurations(configurations, services.Sources, release, checks));
        IReadOnlyList<OperationEntry> operationEntries = reader.List(ScenarioFormat.Operations);
        IReadOnlyList<Operation> bound = operations.Bind(operationEntries);
        checks.WarnOfIdleSpecs();
        if (operationEntries.Any(entry => entry.Operation.Kind == OperationKind.AttachInterface))
        {
            hosts.WarnOfAttaching();
        }

        WarnOfNever(warns, duration, operationEntries);
        return new Scenario
        {
            Name = BindName(),
            Description = reader.Get(ScenarioFormat.Description, string.Empty).Trim(),
            Release = release,
            Seed = seed ?? reader.Get(ScenarioFormat.Seed, 1),
            Duration = duration,
            Controller = controller,
            Schedulers = services.Schedulers,
            Hosts = joined,
            Aggregates = aggregates,
            Flavors = flavors.All,
            Images = images,
            ServerGroups = groups,
            Networks = ports.Networks,
            Ports = ports.Ports,
            Arrivals = workload.Arrivals,
            Requests = workload.Requests,
            Operations = bound,
            Campaigns = new CampaignBinder(
                    context, configurations, hosts, new ControllerConfigurations(configurations, services.Sources, release, checks))
                .Bind(reader.List(ScenarioFormat.Campaigns)),
            Faults = new FaultPlanBinder(context, joined).Bind(reader.Get(ScenarioFormat.Faults, FaultPlanEntry.None)),
            Cleaning = reader.Find(ScenarioFormat.Cleaning),
            ViommuCost = reader.FindValue(ScenarioFormat.ViommuCost) ?? 0,
            Timing = BindTiming(),
            MigrationNetwork = reader.Find(ScenarioFormat.MigrationNetwork)?.Resolve(context, flavors),
            SampleEvery = BindSampling(duration),
            HeadroomAt = [.. reader.List(ScenarioFormat.HeadroomAt).Where(at => at <= duration).Order()],
            Expect = BindExpect(duration),
            Digest = context.Files.Digest,
        };
    }

    /// <summary>The duration, and whether what comes after it is worth a warning: not in runs cut short by <c>--set duration=</c>.</summary>
    private TimeSpan BindDuration(out bool warns)
    {
        bool isRead = reader.TryGet(ScenarioFormat.Duration, out TimeSpan duration);
        warns = isRead && !Override.IsFrom(reader.PositionOf(ScenarioFormat.Duration));
        return isRead ? duration : TimeSpan.FromDays(1);
    }

    private string BindName()
    {
        if (!reader.TryGet(ScenarioFormat.Name, out Placed<string> name))
        {
            return string.Empty;
        }

        if (name.Value.Length > NameLengthMax)
        {
            string message = $"the name has {name.Value.Length} letters; a result folder's has {NameLengthMax} at most";
            context.Error(ScenarioCodes.InvalidValue, name.Position, message);
        }
        else if (!name.Value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.') || name.Value.StartsWith('.'))
        {
            string message = $"'{name.Value}' cannot name a result folder; use letters, digits, '-', '_' and '.'";
            context.Error(ScenarioCodes.InvalidValue, name.Position, message);
        }

        return name.Value;
    }

    /// <summary>Warns of what the scenario's end comes before.</summary>
    private void WarnOfNever(bool warns, TimeSpan duration, IReadOnlyList<OperationEntry> operations)
    {
        if (!warns)
        {
            return;
        }

        foreach (OperationEntry entry in operations.Where(entry => entry.Operation.At > duration))
        {
            context.WarnOfNever(entry.Target.Position, $"the operation {entry.Operation.Kind.ToName()} is due");
        }

        foreach (CampaignEntry entry in reader.List(ScenarioFormat.Campaigns).Where(entry => entry.Campaign.At > duration))
        {
            context.WarnOfNever(entry.Name.Position, $"campaign '{entry.Name.Value}' starts");
        }

        if (reader.List(ScenarioFormat.HeadroomAt).Any(at => at > duration))
        {
            context.WarnOfNever(reader.PositionOf(ScenarioFormat.HeadroomAt), "what more would fit is to be counted");
        }
    }

    private TimeSpan BindSampling(TimeSpan duration)
    {
        TimeSpan interval = reader.Get(ScenarioFormat.SampleEvery, TimeSpan.FromTicks(Math.Max(1, duration.Ticks / 100)));
        if (interval > TimeSpan.Zero && duration / interval > InputLimits.IntervalsMax)
        {
            string message = $"the duration has more than the limit of {InputLimits.IntervalsMax} intervals; sample less often";
            context.Error(ScenarioCodes.LimitExceeded, reader.PositionOf(ScenarioFormat.SampleEvery), message);
        }

        return interval;
    }

    private Expectation[] BindExpect(TimeSpan duration)
    {
        Expectation[] rows = [.. reader.List(ScenarioFormat.Expect).SelectMany(rows => rows)];
        foreach (Expectation row in rows.Where(row => row.At > duration))
        {
            context.Error(ScenarioCodes.OutOfRange, new(row.File, row.Line, row.Column), "'at' is after the scenario's end");
        }

        return rows;
    }

    private FlavorCatalogue BindFlavors(PciAliasTable? aliases, bool hasAliases)
    {
        // Without any alias in the controller's text every name would be an error; with refused ones nothing can be said.
        FlavorCatalogue catalogue = new(context, hasAliases ? aliases : PciAliasTable.Empty);
        foreach ((Placed<string> name, FlavorEntry entry) in reader.List(ScenarioFormat.Flavors))
        {
            Flavor flavor = entry.Flavor with { Name = name.Value };
            catalogue.Add(flavor);
            for (int i = 0; i < flavor.ExtraSpecs.Count; i++)
            {
                if (flavor.ExtraSpecs[i].Key == AliasSpec)
                {
                    CheckAliases(catalogue, entry.ExtraSpecValues[i]);
                }
            }
        }

        return catalogue;
    }

    private static void CheckAliases(FlavorCatalogue catalogue, Placed<string> value)
    {
        foreach (string item in value.Value.Split(','))
        {
            catalogue.CheckAlias(new Placed<string>(item.Split(':')[0].Trim(), value.Position));
        }
    }

    private IReadOnlyList<Image> BindImages()
    {
        IReadOnlyList<KeyValuePair<Placed<string>, Image>> entries = reader.List(ScenarioFormat.Images);
        return entries.Count == 0
            ? [new Image { Name = "default" }]
            : [.. entries.Select(entry => entry.Value with { Name = entry.Key.Value })];
    }

    private HostBinder BindHosts(MappingNode document, ConfigurationCache configurations, NovaChecks checks)
    {
        IReadOnlyList<string> machineNames =
            document.TryFind(ScenarioFormat.Hardware.Name, out MappingEntry hardware) && hardware.Value is MappingNode machines
                ? [.. machines.Entries.Select(entry => entry.Key.Value)]
                : [];
        HostBinder binder = new(context, release, configurations, checks, reader.List(ScenarioFormat.Hardware), machineNames);
        HostEntry? defaults = reader.TryGet(ScenarioFormat.HostDefaults, out HostEntry given) ? given : null;
        foreach (HostEntry entry in reader.List(ScenarioFormat.Hosts))
        {
            binder.Add(defaults is null ? entry : entry.WithDefaults(defaults));
        }

        if (binder.Names.Count == 0 && !context.Diagnostics.HasErrors)
        {
            context.Error(ScenarioCodes.OutOfRange, reader.PositionOf(ScenarioFormat.Hosts), "a scenario has one host or more");
        }

        checks.EndStart();
        return binder;
    }

    private Dictionary<string, Distribution> BindTiming()
    {
        Dictionary<string, Distribution> timing = new(StringComparer.Ordinal);
        string[] known = [.. TimingCatalog.Entries.Select(entry => entry.Name)];
        foreach ((Placed<string> name, Distribution distribution) in reader.List(ScenarioFormat.Timing))
        {
            if (context.Knows("timing", name, known))
            {
                timing.Add(name.Value, distribution);
            }
        }

        return timing;
    }
}
