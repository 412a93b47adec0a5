using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts with more free memory (Nova: <c>weights/ram.py</c>).</summary>
public sealed class RamWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "RAMWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "ram_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.RamWeightMultiplier;

    /// <inheritdoc/>
    public double? MinValue => 0;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => host.FreeRamMb;
}
