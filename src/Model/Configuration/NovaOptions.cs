using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>
/// What the model honours of a service's nova.conf, typed and validated. A new value has the defaults of 2025.2. Immutable; hosts with
/// the same file share one.
/// </summary>
public sealed record NovaOptions
{
    /// <summary>The release whose names, defaults and rules hold.</summary>
    public NovaRelease Release { get; init; }

    /// <summary>Section <c>[pci]</c>.</summary>
    public PciOptions Pci { get; init; } = new();

    /// <summary>Section <c>[filter_scheduler]</c>.</summary>
    public FilterSchedulerOptions FilterScheduler { get; init; } = new();

    /// <summary>Section <c>[scheduler]</c>.</summary>
    public SchedulerOptions Scheduler { get; init; } = new();

    /// <summary>What a compute host offers and how its claims work.</summary>
    public ComputeOptions Compute { get; init; } = new();

    /// <summary>NUMA nodes near a compute host's networks.</summary>
    public NetworkOptions Networks { get; init; } = new();

    /// <summary>Intervals, timeouts and limits of the flows.</summary>
    public LifecycleOptions Lifecycle { get; init; } = new();

    /// <summary>Section <c>[libvirt]</c>.</summary>
    public LibvirtOptions Libvirt { get; init; } = new();

    /// <summary>Options of placement.conf, accepted in the controller's text too.</summary>
    public PlacementOptions Placement { get; init; } = new();

    /// <summary>Section <c>[metrics]</c>.</summary>
    public MetricsOptions Metrics { get; init; } = new();

    /// <summary>Section <c>[workarounds]</c>.</summary>
    public WorkaroundsOptions Workarounds { get; init; } = new();

    /// <summary>Reads one service's configuration files.</summary>
    /// <param name="sources">The files in the order of <c>--config-file</c>; later ones win. May be empty.</param>
    /// <param name="release">The release whose names and defaults hold.</param>
    /// <param name="diagnostics">Receives every problem; after an error the affected options have their defaults.</param>
    public static NovaOptions Load(IEnumerable<SourceText> sources, NovaRelease release, DiagnosticBag diagnostics)
    {
        OptionCatalogue catalogue = OptionCatalogue.Nova;
        OptionChecker checker = new(catalogue, release, diagnostics);
        List<IniDocument> documents = [];
        foreach (SourceText source in sources)
        {
            IniDocument document = IniParser.Parse(source, diagnostics);
            checker.Check(document);
            if (source.Replaces)
            {
                HashSet<(string, string)> named = [.. document.Entries.Select(entry => (entry.Group, entry.Key))];
                documents = [.. documents.Select(earlier => earlier with
                {
                    Entries = [.. earlier.Entries.Where(entry => !named.Contains((entry.Group, entry.Key)))],
                })];
            }

            documents.Add(document);
        }

        OptionReader reader = new(catalogue, new ConfigurationFiles(documents), release, diagnostics);
        return new NovaOptions
        {
            Release = release,
            Pci = PciOptions.Read(reader),
            FilterScheduler = FilterSchedulerOptions.Read(reader),
            Scheduler = SchedulerOptions.Read(reader),
            Compute = ComputeOptions.Read(reader),
            Networks = NetworkOptions.Read(reader),
            Lifecycle = LifecycleOptions.Read(reader),
            Libvirt = LibvirtOptions.Read(reader),
            Placement = PlacementOptions.Read(reader),
            Metrics = MetricsOptions.Read(reader),
            Workarounds = WorkaroundsOptions.Read(reader),
        };
    }

    /// <summary>Reads one configuration file.</summary>
    public static NovaOptions Load(SourceText source, NovaRelease release, DiagnosticBag diagnostics) =>
        Load([source], release, diagnostics);
}
