using Model.Compute;

namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts with packed virtio rings when flavor or image want them.</summary>
public sealed class PackedVirtqueue : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "packed_virtqueue_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (request.Image is null)
        {
            throw RequestSpec.NoImage();
        }

        if (GuestConstraints.PackedRings(request.Flavor, request.ImageProperties))
        {
            request.RootRequired.Add("COMPUTE_NET_VIRTIO_PACKED");
        }

        return true;
    }
}
