using Model.Compute;

namespace Model.Scheduling.PreFilters;

/// <summary>
/// Asks for hosts that support the devices and architecture that the image names. One name that is no known trait – always so for a
/// virtual IOMMU – and nothing at all is asked for.
/// </summary>
public sealed class ImageMetadataTraits : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "transform_image_metadata";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!context.Options.Scheduler.ImageMetadataPrefilter)
        {
            return false;
        }

        Image image = request.Image ?? throw RequestSpec.NoImage();
        if (!ImageTraits.TryRequired(image, out IReadOnlyList<string> traits))
        {
            return false;
        }

        request.RootRequired.UnionWith(traits);
        return true;
    }
}
