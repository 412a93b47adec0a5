using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Weighs the number of guests (Nova: <c>weights/num_instances.py</c>).</summary>
public sealed class NumInstancesWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "NumInstancesWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "num_instances_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.NumInstancesWeightMultiplier;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => host.InstanceCount;
}
