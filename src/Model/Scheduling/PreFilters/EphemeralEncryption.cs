using Model.Compute;

namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts that encrypt ephemeral disks when flavor or image want it.</summary>
public sealed class EphemeralEncryption : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "ephemeral_encryption_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (!GuestConstraints.EphemeralEncryption(request.Flavor, request.ImageProperties))
        {
            return false;
        }

        request.RootRequired.Add("COMPUTE_EPHEMERAL_ENCRYPTION");
        if (GuestConstraints.EphemeralEncryptionFormat(request.Flavor, request.ImageProperties) is { } format)
        {
            request.RootRequired.Add("COMPUTE_EPHEMERAL_ENCRYPTION_" + format.ToUpperInvariant());
        }

        return true;
    }
}
