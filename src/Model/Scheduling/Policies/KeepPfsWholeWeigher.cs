namespace Model.Scheduling.Policies;

/// <summary>
/// Keeps PFs whole: prefers the host where the devices come from PFs that have the fewest free VFs besides. Guests without devices keep
/// away from free devices.
/// </summary>
public sealed class KeepPfsWholeWeigher(PolicySetting setting) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => PolicyRegistry.Prefix + nameof(KeepPfsWholeWeigher);

    /// <inheritdoc/>
    public string MultiplierOption => "simulator_keep_pfs_whole_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier => setting.Multiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => request.PciRequests.Count == 0
        ? -(host.PciStats?.FreeCount ?? 0)
        : -CandidatePools.Left(host.PciStats, request.PciRequests, host.Candidates.Count > 0 ? host.Candidates[0] : null);
}
