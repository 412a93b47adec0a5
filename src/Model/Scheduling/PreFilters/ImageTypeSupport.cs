using Model.Placement;

namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts that can read the image's disk format; an unknown format asks for nothing.</summary>
public sealed class ImageTypeSupport : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "require_image_type_support";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!context.Options.Scheduler.QueryPlacementForImageTypeSupport || request.IsBootFromVolume)
        {
            return false;
        }

        string format = request.Image?.DiskFormat
            ?? throw new NovaException("NotImplementedError", "the image does not say its disk format");
        string trait = "COMPUTE_IMAGE_TYPE_" + format.ToUpperInvariant();
        if (!StandardNames.IsTrait(trait))
        {
            return false;
        }

        request.RootRequired.Add(trait);
        return true;
    }
}
