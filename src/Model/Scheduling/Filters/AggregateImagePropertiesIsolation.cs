using Model.Compute;
using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>
/// Where an aggregate names an image property, an image that sets the property must have one of the aggregate's values
/// (Nova: <c>filters/aggregate_image_properties_isolation.py</c>). Properties that Nova does not know are not looked at.
/// </summary>
public sealed class AggregateImagePropertiesIsolation(NovaOptions options) : IHostFilter
{
    private readonly string? _prefix = string.IsNullOrEmpty(options.FilterScheduler.AggregateImagePropertiesIsolationNamespace)
        ? null
        : options.FilterScheduler.AggregateImagePropertiesIsolationNamespace
            + options.FilterScheduler.AggregateImagePropertiesIsolationSeparator;

    /// <inheritdoc/>
    public string Name => "AggregateImagePropertiesIsolation";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public bool RunOnRebuild => true;

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Image;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            foreach (KeyValuePair<string, string> pair in aggregate.Metadata)
            {
                bool isChecked = _prefix is null || pair.Key.StartsWith(_prefix, StringComparison.Ordinal);
                if (isChecked
                    && request.ImageProperties.Find(pair.Key) is { IsTrue: true } property
                    && !AggregateMetadata.Offers(host, pair.Key, property.Text))
                {
                    return FilterVerdict.Fail("image property {0} = {1} is not among its aggregates' values", pair.Key, property.Text);
                }
            }
        }

        return FilterVerdict.Pass;
    }
}
