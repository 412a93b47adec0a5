using Model.Configuration;

namespace Model.Scheduling.PreFilters;

/// <summary>Keeps a request to the aggregates of its availability zone; a zone that no aggregate has restricts nothing.</summary>
public sealed class AvailabilityZone : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "map_az_to_placement_aggregate";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (string.IsNullOrEmpty(request.AvailabilityZone) || !IsOn(context.Options))
        {
            return false;
        }

        string[] aggregates =
        [
            .. context.Aggregates
                .Where(aggregate => aggregate.Value("availability_zone") == request.AvailabilityZone)
                .Select(aggregate => aggregate.Uuid),
        ];
        if (aggregates.Length > 0)
        {
            (request.Destination ??= new Destination()).RequireAggregates(aggregates);
        }

        return true;
    }

    private static bool IsOn(NovaOptions options) =>
        options.Release.Features.SchedulerAvailabilityZoneByPlacement || options.Scheduler.QueryPlacementForAvailabilityZone;
}
