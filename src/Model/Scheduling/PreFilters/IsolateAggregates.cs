namespace Model.Scheduling.PreFilters;

/// <summary>
/// Leaves out aggregates reserved for traits that the request does not require: those with metadata <c>trait:X=required</c>. Traits of
/// all groups count, and those that other wishes translate to.
/// </summary>
public sealed class IsolateAggregates : IPreFilter
{
    private const string KeyPrefix = "trait:";

    /// <inheritdoc/>
    public string Name => "isolate_aggregates";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!context.Options.Scheduler.EnableIsolatedAggregateFiltering)
        {
            return false;
        }

        ResourceQuery query = ResourceQueryBuilder.FromRequest(request, context.Options, translatesPinning: true, out _);
        string[] isolated =
        [
            .. context.Aggregates
                .Where(aggregate => aggregate.Metadata.Any(pair => IsForeign(pair, query)))
                .Select(aggregate => aggregate.Uuid),
        ];
        if (isolated.Length > 0)
        {
            (request.Destination ??= new Destination()).ForbidAggregates(isolated);
        }

        return true;
    }

    /// <summary>The database looks for the prefix in any letter case, but a trait required is told by the exact key.</summary>
    private static bool IsForeign(KeyValuePair<string, string> pair, ResourceQuery query) => pair.Value == "required"
        && pair.Key.StartsWith(KeyPrefix, StringComparison.OrdinalIgnoreCase)
        && !(pair.Key.StartsWith(KeyPrefix, StringComparison.Ordinal)
            && query.Groups.Any(group => group.RequiredTraits.Contains(pair.Key[KeyPrefix.Length..])));
}
