using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers newer hypervisors; one without version counts as 0 (Nova: <c>weights/hypervisor_version.py</c>).</summary>
public sealed class HypervisorVersionWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "HypervisorVersionWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "hypervisor_version_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.HypervisorVersionWeightMultiplier;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => host.Record.HypervisorVersion ?? 0;
}
