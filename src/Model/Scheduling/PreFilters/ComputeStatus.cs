namespace Model.Scheduling.PreFilters;

/// <summary>Leaves out hosts whose service the operator has disabled.</summary>
public sealed class ComputeStatus : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "compute_status_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        request.RootForbidden.Add("COMPUTE_STATUS_DISABLED");
        return true;
    }
}
