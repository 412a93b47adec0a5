namespace Model.Scheduling.Policies;

/// <summary>
/// Fragmentation gradient: prefers the host where placing the guest costs the least room for the demand that is expected, as vCPUs of
/// guests that could no longer be placed, averaged over the flavor mix. Without a mix all hosts weigh the same.
/// </summary>
public sealed class FragmentationWeigher(PolicySetting setting, IReadOnlyList<FlavorDemand> demands) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(FragmentationWeigher);

    /// <inheritdoc/>
    public string MultiplierOption => "simulator_fragmentation_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier => setting.Multiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        double loss = 0;
        double weights = 0;
        foreach (FlavorDemand demand in demands)
        {
            DemandRoom room = new(host, demand);
            double before = room.Count(null);
            double lost = double.IsFinite(before) ? before - room.Count(request) : 0;
            loss += demand.Weight * lost * demand.Flavor.Vcpus;
            weights += demand.Weight;
        }

        return weights > 0 ? -loss / weights : 0;
    }
}
