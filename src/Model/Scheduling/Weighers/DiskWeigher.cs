using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts with more free disk (Nova: <c>weights/disk.py</c>).</summary>
public sealed class DiskWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "DiskWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "disk_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.DiskWeightMultiplier;

    /// <inheritdoc/>
    public double? MinValue => 0;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => host.FreeDiskMb;
}
