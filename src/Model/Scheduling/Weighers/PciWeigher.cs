using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>
/// Prefers hosts with fewer free PCI devices, whether the guest wants devices or not: guests with devices pack, others keep
/// away from such hosts (Nova: <c>weights/pci.py</c>). More than 99 free devices count as 99.
/// </summary>
public sealed class PciWeigher(NovaOptions options) : IHostWeigher
{
    private const int DevicesMax = 100;

    /// <inheritdoc/>
    public string Name => "PCIWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "pci_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.PciWeightMultiplier;

    /// <inheritdoc/>
    public bool IsRepeatable => true;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) => DevicesMax - Math.Min(host.PciStats?.FreeCount ?? 0, DevicesMax - 1);
}
