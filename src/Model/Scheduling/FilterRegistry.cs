using Model.Configuration;
using Model.Scheduling.Filters;
using Model.Scheduling.Policies;

namespace Model.Scheduling;

/// <summary>The filters that <c>[filter_scheduler]enabled_filters</c> can name. A new filter is one more line here.</summary>
public static class FilterRegistry
{
    private static readonly SortedDictionary<string, Func<NovaOptions, IHostFilter>> Makers = new(StringComparer.Ordinal)
    {
        ["AggregateImagePropertiesIsolation"] = options => new AggregateImagePropertiesIsolation(options),
        ["AggregateInstanceExtraSpecsFilter"] = _ => new AggregateInstanceExtraSpecsFilter(),
        ["AggregateIoOpsFilter"] = options => new AggregateIoOpsFilter(options),
        ["AggregateMultiTenancyIsolation"] = _ => new AggregateMultiTenancyIsolation(),
        ["AggregateNumInstancesFilter"] = options => new AggregateNumInstancesFilter(options),
        ["AggregateTypeAffinityFilter"] = _ => new AggregateTypeAffinityFilter(),
        ["AllHostsFilter"] = _ => new AllHostsFilter(),
        ["AvailabilityZoneFilter"] = options => new AvailabilityZoneFilter(options),
        ["ComputeCapabilitiesFilter"] = _ => new ComputeCapabilitiesFilter(),
        ["ComputeFilter"] = options => new ComputeFilter(options),
        ["DifferentHostFilter"] = _ => new DifferentHostFilter(),
        ["ImagePropertiesFilter"] = options => new ImagePropertiesFilter(options),
        ["IoOpsFilter"] = options => new IoOpsFilter(options),
        ["IsolatedHostsFilter"] = options => new IsolatedHostsFilter(options),
        ["JsonFilter"] = _ => new JsonFilter(),
        ["MetricsFilter"] = options => new MetricsFilter(options),
        ["NUMATopologyFilter"] = options => new NumaTopologyFilter(options),
        ["NumInstancesFilter"] = options => new NumInstancesFilter(options),
        ["PciPassthroughFilter"] = options => new PciPassthroughFilter(options),
        ["SameHostFilter"] = _ => new SameHostFilter(),
        ["ServerGroupAffinityFilter"] = _ => new ServerGroupAffinityFilter(),
        ["ServerGroupAntiAffinityFilter"] = _ => new ServerGroupAntiAffinityFilter(),
        ["SimpleCIDRAffinityFilter"] = _ => new SimpleCidrAffinityFilter(),
    };

    /// <summary>All names, sorted.</summary>
    public static IReadOnlyList<string> Names => [.. Makers.Keys, .. PolicyRegistry.FilterNames];

    private static Func<NovaOptions, IHostFilter>? MakerOf(string name) =>
        Makers.GetValueOrDefault(name) ?? PolicyRegistry.FilterMaker(name);

    /// <summary>Makes the filters of a configuration, in its order.</summary>
    /// <exception cref="NovaException">SchedulerHostFilterNotFound: a name is unknown, or not of the release.</exception>
    public static IReadOnlyList<IHostFilter> Create(NovaOptions options)
    {
        string[] unknown = [.. options.FilterScheduler.EnabledFilters.Where(name => MakerOf(name) is null || !Exists(name, options))];
        return unknown.Length == 0
            ? [.. options.FilterScheduler.EnabledFilters.Select(name => MakerOf(name)!(options))]
            : throw new NovaException(
                "SchedulerHostFilterNotFound", $"Scheduler Host Filter {string.Join(", ", unknown)} could not be found.");
    }

    private static bool Exists(string name, NovaOptions options) =>
        name != "AvailabilityZoneFilter" || options.Release.Features.SchedulerAvailabilityZoneFilter;
}
