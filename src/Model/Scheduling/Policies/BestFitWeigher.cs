namespace Model.Scheduling.Policies;

/// <summary>Best fit: prefers the host that would have the smallest shares of the chosen resources left.</summary>
public sealed class BestFitWeigher(PolicySetting setting) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(BestFitWeigher);

    /// <inheritdoc/>
    public string MultiplierOption => "simulator_best_fit_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier => setting.Multiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        double left = 0;
        foreach (PolicyResource resource in setting.Resources)
        {
            left += HostFigures.FreeShare(host, resource) - HostFigures.WantedShare(host, request, resource);
        }

        return -left;
    }
}
