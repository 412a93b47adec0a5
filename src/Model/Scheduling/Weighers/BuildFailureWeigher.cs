using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Avoids hosts on which builds failed of late (Nova: <c>weights/compute.py</c>).</summary>
public sealed class BuildFailureWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "BuildFailureWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "build_failure_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.BuildFailureWeightMultiplier;

    /// <inheritdoc/>
    public bool NegatesMultiplier => true;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => host.Record.FailedBuilds;
}
