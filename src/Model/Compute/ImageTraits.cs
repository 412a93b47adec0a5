using Model.Placement;

namespace Model.Compute;

/// <summary>
/// The traits that an image's properties ask of a host when <c>[scheduler]image_metadata_prefilter</c> is on
/// (<c>nova/scheduler/request_filter.py</c>, transform_image_metadata).
/// </summary>
public static class ImageTraits
{
    // hw_viommu_model lacks the word MODEL that hosts report; the name never exists, so such an image asks for nothing at all.
    private static readonly (string Property, string Prefix)[] Prefixes =
    [
        ("hw_cdrom_bus", "COMPUTE_STORAGE_BUS"),
        ("hw_disk_bus", "COMPUTE_STORAGE_BUS"),
        ("hw_video_model", "COMPUTE_GRAPHICS_MODEL"),
        ("hw_vif_model", "COMPUTE_NET_VIF_MODEL"),
        ("hw_architecture", "HW_ARCH"),
        ("hw_emulation_architecture", "COMPUTE_ARCH"),
        ("hw_viommu_model", "COMPUTE_VIOMMU"),
    ];

    /// <summary>The traits in the order of Nova's table. One name that is no standard trait makes the whole list empty.</summary>
    /// <exception cref="NovaException"><c>ValueError</c>: a property has a value outside its set.</exception>
    public static IReadOnlyList<string> Required(Image image) => TryRequired(image, out IReadOnlyList<string> traits) ? traits : [];

    /// <summary>The traits in the order of Nova's table.</summary>
    /// <returns>False when one name is no standard trait: then Nova gives up on all of them.</returns>
    /// <exception cref="NovaException"><c>ValueError</c>: a property has a value outside its set.</exception>
    public static bool TryRequired(Image image, out IReadOnlyList<string> required)
    {
        List<string> traits = [];
        required = traits;
        ImageProperties properties = ImageProperties.Of(image);
        foreach ((string property, string prefix) in Prefixes)
        {
            string? value = properties.Text(property);
            if (value is null)
            {
                continue;
            }

            string trait = $"{prefix}_{value.Replace('-', '_').ToUpperInvariant()}";
            if (!StandardNames.IsTrait(trait))
            {
                return false;
            }

            traits.Add(trait);
        }

        return true;
    }
}
