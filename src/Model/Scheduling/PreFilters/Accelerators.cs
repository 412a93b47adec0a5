namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts that can serve accelerators when the flavor names a device profile.</summary>
public sealed class Accelerators : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "accelerators_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!string.IsNullOrEmpty(request.Flavor.ExtraSpec("accel:device_profile")))
        {
            request.RootRequired.Add("COMPUTE_ACCELERATORS");
        }

        return true;
    }
}
