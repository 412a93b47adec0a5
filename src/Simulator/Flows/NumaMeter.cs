using Model.Numa;
using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>What is measured of one NUMA node of a host.</summary>
internal sealed class NumaMeter
{
    private TimeWeighted _cpus;
    private TimeWeighted _memoryMb;

    /// <summary>Takes the node as Nova's books have it now.</summary>
    public void Observe(TimeSpan now, HostNumaCell cell)
    {
        _cpus.Set(now, cell.CpuUsage + cell.PinnedCpus.Count);
        _memoryMb.Set(now, cell.MemoryUsageMb);
    }

    /// <summary>The node's row in the results.</summary>
    public NumaRow ToRow(ComputeHost host, HostNumaCell cell, TimeSpan end)
    {
        DeviceMeter[] devices = [.. host.Meters.Where(meter => !meter.IsGone && meter.Device.NumaNode == cell.Id)];
        return new NumaRow
        {
            Host = host.Name,
            Node = cell.Id,
            Cpus = cell.Cpuset.Count + cell.Pcpuset.Count - cell.Cpuset.CountCommon(cell.Pcpuset),
            CpusUsedMean = _cpus.MeanUntil(end),
            CpusUsedEnd = _cpus.Value,
            MemoryMib = cell.MemoryMb,
            MemoryMibUsedMean = _memoryMb.MeanUntil(end),
            MemoryMibUsedEnd = _memoryMb.Value,
            Devices = devices.Length,
            DevicesUsedMean = devices.Sum(meter => meter.BusyShare(end)),
            DevicesUsedEnd = devices.Count(meter => meter.Device.InstanceUuid is not null),
        };
    }
}
