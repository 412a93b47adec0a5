namespace Model.Scheduling.Filters;

/// <summary>
/// Hosts whose aggregates name projects under <c>filter_tenant_id…</c> take only those projects
/// (Nova: <c>filters/aggregate_multitenancy_isolation.py</c>).
/// </summary>
public sealed class AggregateMultiTenancyIsolation : IHostFilter
{
    private const string KeyPrefix = "filter_tenant_id";

    /// <inheritdoc/>
    public string Name => "AggregateMultiTenancyIsolation";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        bool restricted = false;
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            foreach (KeyValuePair<string, string> pair in aggregate.Metadata)
            {
                if (pair.Key.StartsWith(KeyPrefix, StringComparison.Ordinal))
                {
                    restricted = true;
                    if (request.ProjectId is { } project && AggregateMetadata.Lists(pair.Value, project))
                    {
                        return FilterVerdict.Pass;
                    }
                }
            }
        }

        return restricted
            ? FilterVerdict.Fail("its aggregates are for other projects than {0}", request.ProjectId)
            : FilterVerdict.Pass;
    }
}
