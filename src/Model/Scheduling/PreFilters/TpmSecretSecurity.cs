using Model.Compute;

namespace Model.Scheduling.PreFilters;

/// <summary>Asks for hosts that keep the secret of a virtual TPM as <c>hw:tpm_secret_security</c> says (default <c>user</c>).</summary>
public sealed class TpmSecretSecurity : IPreFilter
{
    /// <inheritdoc/>
    public string Name => "tpm_secret_security_filter";

    /// <inheritdoc/>
    public bool Apply(RequestSpec request, PreFilterContext context)
    {
        if (GuestConstraints.Tpm(request.Flavor, request.ImageProperties) is null)
        {
            return false;
        }

        string? security = request.Flavor.ExtraSpec("hw:tpm_secret_security");
        security = string.IsNullOrEmpty(security) ? "user" : security;
        if (security is not ("user" or "host" or "deployment"))
        {
            throw new NovaException("RequestFilterFailed", $"Scheduling failed: TPM secret security '{security}' is not supported.");
        }

        request.RootRequired.Add("COMPUTE_SECURITY_TPM_SECRET_SECURITY_" + security.ToUpperInvariant());
        return true;
    }
}
