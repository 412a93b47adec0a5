namespace Model.Numa;

/// <summary>The limits a fit keeps (<c>nova/objects/numa.py</c>, NUMATopologyLimits).</summary>
/// <param name="CpuAllocationRatio">Shared vCPUs a host cell takes for each of its shared CPUs.</param>
/// <param name="RamAllocationRatio">Guest memory a host cell takes, as a multiple of its memory; for guests with shared CPUs only.</param>
/// <param name="NetworkMetadata">Networks of the guest whose host cells matter, or null.</param>
public sealed record NumaLimits(double CpuAllocationRatio, double RamAllocationRatio, NumaNetworkMetadata? NetworkMetadata = null);
