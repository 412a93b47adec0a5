namespace Model.Scheduling.PreFilters;

/// <summary>
/// Keeps a project to the aggregates that name it under a key <c>filter_tenant_id…</c>. The value must be the project alone, not
/// a list.
/// </summary>
public sealed class TenantAggregate : IPreFilter
{
    private const string KeyPrefix = "filter_tenant_id";

    /// <inheritdoc/>
    public string Name => "require_tenant_aggregate";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!context.Options.Scheduler.LimitTenantsToPlacementAggregate)
        {
            return false;
        }

        // Only metadata rows with the project as value are loaded (docs/fidelity.md N70).
        string[] aggregates =
        [
            .. context.Aggregates.Where(aggregate => NamesProject(aggregate, request.ProjectId)).Select(aggregate => aggregate.Uuid),
        ];
        if (aggregates.Length > 0)
        {
            (request.Destination ??= new Destination()).RequireAggregates(aggregates);
        }
        else if (context.Options.Scheduler.PlacementAggregateRequiredForTenants)
        {
            throw new NovaException("RequestFilterFailed", "Scheduling failed: No hosts available for tenant");
        }

        return true;
    }

    private static bool NamesProject(HostAggregate aggregate, string? project) => aggregate.Metadata.Any(
        pair => pair.Value == project && pair.Key.StartsWith(KeyPrefix, StringComparison.Ordinal));
}
