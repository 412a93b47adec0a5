namespace Model.Scheduling.Filters;

/// <summary>
/// Hosts whose aggregates name flavors under <c>instance_type</c> take only those (Nova: <c>filters/type_filter.py</c>).
/// </summary>
public sealed class AggregateTypeAffinityFilter : IHostFilter
{
    private const string Key = "instance_type";

    /// <inheritdoc/>
    public string Name => "AggregateTypeAffinityFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Flavor;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        bool restricted = false;
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            if (aggregate.Value(Key) is { } names)
            {
                restricted = true;
                if (AggregateMetadata.Lists(names, request.Flavor.Name))
                {
                    return FilterVerdict.Pass;
                }
            }
        }

        return restricted
            ? FilterVerdict.Fail("its aggregates are for other flavors than {0}", request.Flavor.Name)
            : FilterVerdict.Pass;
    }
}
