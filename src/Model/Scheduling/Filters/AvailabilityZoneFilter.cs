using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>
/// Keeps a request to the hosts of its availability zone; a host that no aggregate puts into a zone is in the default one. Up to
/// release 27 (Nova: <c>filters/availability_zone_filter.py</c>).
/// </summary>
public sealed class AvailabilityZoneFilter(NovaOptions options) : IHostFilter
{
    private const string Key = "availability_zone";

    private readonly string _defaultZone = options.Compute.DefaultAvailabilityZone;

    /// <inheritdoc/>
    public string Name => "AvailabilityZoneFilter";

    /// <inheritdoc/>
    public bool RunOncePerRequest => true;

    /// <inheritdoc/>
    public RequestParts? Basis => RequestParts.Zone;

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        if (string.IsNullOrEmpty(request.AvailabilityZone))
        {
            return FilterVerdict.Pass;
        }

        bool isInZone = false;
        bool isInRequested = false;
        foreach (HostAggregate aggregate in host.Aggregates)
        {
            if (aggregate.Value(Key) is { } zones)
            {
                isInZone = true;
                isInRequested |= AggregateMetadata.Lists(zones, request.AvailabilityZone);
            }
        }

        isInRequested |= !isInZone && request.AvailabilityZone == _defaultZone;
        return isInRequested ? FilterVerdict.Pass : FilterVerdict.Fail("it is not in availability zone {0}", request.AvailabilityZone);
    }
}
