namespace Model.Scheduling.Filters;

/// <summary>
/// Every extra spec without scope, or of scope <c>aggregate_instance_extra_specs</c>, must be met by a value in the
/// metadata of the host's aggregates (Nova: <c>filters/aggregate_instance_extra_specs.py</c>).
/// </summary>
public sealed class AggregateInstanceExtraSpecsFilter : IHostFilter
{
    private const string Scope = "aggregate_instance_extra_specs";

    /// <inheritdoc/>
    public string Name => "AggregateInstanceExtraSpecsFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Flavor;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        foreach (KeyValuePair<string, string> spec in request.Flavor.ExtraSpecs)
        {
            int colon = spec.Key.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0 && !spec.Key.AsSpan(0, colon).SequenceEqual(Scope))
            {
                continue;
            }

            string key = spec.Key[(colon + 1)..];
            List<string> values = AggregateMetadata.Values(host, key);
            if (!values.Exists(value => ExtraSpecOperators.Match(value, spec.Value)))
            {
                return FilterVerdict.Fail("no aggregate of the host meets extra spec {0} = {1}", key, spec.Value);
            }
        }

        return FilterVerdict.Pass;
    }
}
