namespace Model.Scheduling.Policies;

/// <summary>First fit: all hosts that have the chosen resources weigh the same, so that, used alone, the first by name is taken.</summary>
public sealed class FirstFitWeigher(PolicySetting setting) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(FirstFitWeigher);

    /// <inheritdoc/>
    public string MultiplierOption => "simulator_first_fit_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier => setting.Multiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        foreach (PolicyResource resource in setting.Resources)
        {
            if (HostFigures.Free(host, resource) < HostFigures.Wanted(request, resource))
            {
                return 0;
            }
        }

        return 1;
    }
}
