using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts with more free virtual CPUs (Nova: <c>weights/cpu.py</c>).</summary>
public sealed class CpuWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "CPUWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "cpu_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.CpuWeightMultiplier;

    /// <inheritdoc/>
    public double? MinValue => 0;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) =>
        (host.Record.Vcpus * host.Record.CpuAllocationRatio) - host.VcpusUsed;
}
