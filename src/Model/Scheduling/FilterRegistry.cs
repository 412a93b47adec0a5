using Model.Scheduling.Filters;

namespace Model.Scheduling;

/// <summary>The filters that <c>[filter_scheduler]enabled_filters</c> can name. A new filter is one more line here.</summary>
public static class FilterRegistry
{
    private static readonly SortedDictionary<string, Func<SchedulingOptions, IHostFilter>> Makers = new(StringComparer.Ordinal)
    {
        ["AllHostsFilter"] = _ => new AllHostsFilter(),
        ["ComputeFilter"] = options => new ComputeFilter(options),
    };

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. Makers.Keys];

    /// <summary>Makes the filters of a configuration, in its order.</summary>
    /// <exception cref="NovaException">SchedulerHostFilterNotFound: a name is unknown.</exception>
    public static IReadOnlyList<IHostFilter> Create(SchedulingOptions options)
    {
        string[] unknown = [.. options.EnabledFilters.Where(name => !Makers.ContainsKey(name))];
        return unknown.Length == 0
            ? [.. options.EnabledFilters.Select(name => Makers[name](options))]
            : throw new NovaException(
                "SchedulerHostFilterNotFound", $"Scheduler Host Filter {string.Join(", ", unknown)} could not be found.");
    }
}
