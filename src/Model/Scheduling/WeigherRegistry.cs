using Model.Configuration;
using Model.Scheduling.Policies;
using Model.Scheduling.Weighers;

namespace Model.Scheduling;

/// <summary>The weighers that <c>[filter_scheduler]weight_classes</c> can name. A new weigher is one more line here.</summary>
public static class WeigherRegistry
{
    /// <summary>The value of the option that stands for all of Nova's weighers, in order of name.</summary>
    public const string AllWeighers = "nova.scheduler.weights.all_weighers";

    private static readonly SortedDictionary<string, Func<NovaOptions, IHostWeigher>> Makers = new(StringComparer.Ordinal)
    {
        ["BuildFailureWeigher"] = options => new BuildFailureWeigher(options),
        ["CPUWeigher"] = options => new CpuWeigher(options),
        ["CrossCellWeigher"] = options => new CrossCellWeigher(options),
        ["DiskWeigher"] = options => new DiskWeigher(options),
        ["HypervisorVersionWeigher"] = options => new HypervisorVersionWeigher(options),
        ["ImagePropertiesWeigher"] = options => new ImagePropertiesWeigher(options),
        ["IoOpsWeigher"] = options => new IoOpsWeigher(options),
        ["MetricsWeigher"] = options => new MetricsWeigher(options),
        ["NumInstancesWeigher"] = options => new NumInstancesWeigher(options),
        ["PCIWeigher"] = options => new PciWeigher(options),
        ["RAMWeigher"] = options => new RamWeigher(options),
        ["ServerGroupSoftAffinityWeigher"] = options => new ServerGroupSoftAffinityWeigher(options),
        ["ServerGroupSoftAntiAffinityWeigher"] = options => new ServerGroupSoftAntiAffinityWeigher(options),
    };

    /// <summary>The names of Nova's weighers, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. Makers.Keys];

    /// <summary>Makes the weighers of a configuration, in its order.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="demand">The flavor mix that is expected, for policies that look ahead; null when nobody told.</param>
    /// <exception cref="NovaException">ImportError: a name is unknown, or not of the release.</exception>
    public static IReadOnlyList<IHostWeigher> Create(NovaOptions options, IReadOnlyList<FlavorDemand>? demand = null)
    {
        PolicyContext context = new(options, demand ?? []);
        List<IHostWeigher> weighers = [];
        foreach (string path in options.FilterScheduler.WeightClasses)
        {
            if (path == AllWeighers)
            {
                weighers.AddRange(Makers.Where(entry => Exists(entry.Key, options.Release.Features)).Select(entry => entry.Value(options)));
                continue;
            }

            if (PolicyRegistry.CreateWeigher(path, context) is { } policy)
            {
                weighers.Add(policy);
                continue;
            }

            string name = path[(path.LastIndexOf('.') + 1)..];
            weighers.Add(Makers.TryGetValue(name, out Func<NovaOptions, IHostWeigher>? maker) && Exists(name, options.Release.Features)
                ? maker(options)
                : throw new NovaException("ImportError", $"Class {path} cannot be found"));
        }

        return weighers;
    }

    private static bool Exists(string name, ReleaseFeatures release) => name switch
    {
        "HypervisorVersionWeigher" => release.SchedulerHypervisorVersionWeigher,
        "ImagePropertiesWeigher" => release.SchedulerImagePropertiesWeigher,
        "NumInstancesWeigher" => release.SchedulerNumInstancesWeigher,
        _ => true,
    };
}
