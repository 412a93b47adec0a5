using Model.Configuration;

namespace Model.Scheduling.Policies;

/// <summary>
/// Filters and weighers that Nova does not have. They are off unless <c>[filter_scheduler]enabled_filters</c> or <c>weight_classes</c>
/// names them. A new one is one more line here.
/// </summary>
public static class PolicyRegistry
{
    /// <summary>What the names of these policies begin with.</summary>
    public const string Prefix = "simulator.";

    private static readonly SortedDictionary<string, Func<NovaOptions, IHostFilter>> Filters = new(StringComparer.Ordinal)
    {
        [Prefix + "KeepPfsWholeFilter"] = _ => new KeepPfsWholeFilter(),
    };

    private static readonly SortedDictionary<string, Func<PolicySetting, PolicyContext, IHostWeigher>> Weighers =
        new(StringComparer.Ordinal)
    {
        [Prefix + "BestFitWeigher"] = (setting, _) => new BestFitWeigher(setting),
        [Prefix + "DotProductWeigher"] = (setting, _) => new DotProductWeigher(setting),
        [Prefix + "FirstFitWeigher"] = (setting, _) => new FirstFitWeigher(setting),
        [Prefix + "FragmentationWeigher"] = (setting, context) => new FragmentationWeigher(setting, context.ExpectedDemand),
        [Prefix + "KeepDeviceNodesFreeWeigher"] = (setting, context) => new KeepDeviceNodesFreeWeigher(setting, context.Options),
        [Prefix + "KeepPfsWholeWeigher"] = (setting, _) => new KeepPfsWholeWeigher(setting),
    };

    /// <summary>The names of the filters, sorted.</summary>
    public static IReadOnlyList<string> FilterNames => [.. Filters.Keys];

    /// <summary>The names of the weighers, sorted.</summary>
    public static IReadOnlyList<string> WeigherNames => [.. Weighers.Keys];

    /// <summary>What makes the filter of that name, or null when there is none.</summary>
    public static Func<NovaOptions, IHostFilter>? FilterMaker(string name) => Filters.GetValueOrDefault(name);

    /// <summary>Makes the weigher that an entry of <c>weight_classes</c> names; null when the entry names none of these.</summary>
    /// <exception cref="NovaException">ImportError: the entry has the prefix but is not well formed.</exception>
    public static IHostWeigher? CreateWeigher(string entry, PolicyContext context)
    {
        if (!entry.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        PolicySetting setting = PolicySetting.Parse(entry);
        return Weighers.TryGetValue(setting.Name, out Func<PolicySetting, PolicyContext, IHostWeigher>? maker)
            ? maker(setting, context)
            : throw new NovaException("ImportError", $"Class {setting.Name} cannot be found; there are {string.Join(", ", Weighers.Keys)}");
    }
}
