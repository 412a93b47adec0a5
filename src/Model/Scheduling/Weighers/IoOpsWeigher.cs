using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Weighs builds, moves and the like in progress; its multiplier is negative by default (Nova: <c>weights/io_ops.py</c>).</summary>
public sealed class IoOpsWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "IoOpsWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "io_ops_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.IoOpsWeightMultiplier;

    /// <inheritdoc/>
    public double? MinValue => 0;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => host.IoOperations;
}
