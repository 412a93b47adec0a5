using Model.Compute;

namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts with virtio sound when flavor or image want it.</summary>
public sealed class VirtioSound : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "virtio_sound_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (GuestConstraints.SoundModel(request.Flavor, request.ImageProperties) != "virtio")
        {
            return false;
        }

        request.RootRequired.Add("COMPUTE_SOUND_MODEL_VIRTIO");
        return true;
    }
}
