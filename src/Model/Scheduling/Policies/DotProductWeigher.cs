namespace Model.Scheduling.Policies;

/// <summary>
/// Dot product: prefers the host whose free shares point the way the demand does, so that no resource is left over alone.
/// </summary>
public sealed class DotProductWeigher(PolicySetting setting) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(DotProductWeigher);

    /// <inheritdoc/>
    public string MultiplierOption => "simulator_dot_product_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier => setting.Multiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        double sum = 0;
        foreach (PolicyResource resource in setting.Resources)
        {
            sum += HostFigures.FreeShare(host, resource) * HostFigures.WantedShare(host, request, resource);
        }

        return sum;
    }
}
