using Model.Numa;
using Model.Pci;

namespace Model.Scheduling.Policies;

/// <summary>Capacity, free amount and demand of one resource, in the same unit each.</summary>
internal static class HostFigures
{
    // As for Nova's PCIWeigher: a record tells only free devices, so a fixed scale stands for how many there are.
    private const double DevicesScale = 100;

    /// <summary>The share of the host's resource that is free, 0 when it has none; negative when oversubscribed.</summary>
    public static double FreeShare(HostState host, PolicyResource resource) => Share(Free(host, resource), host, resource);

    /// <summary>The share of the host's resource that the request asks for.</summary>
    public static double WantedShare(HostState host, RequestSpec request, PolicyResource resource) =>
        Share(Wanted(request, resource), host, resource);

    /// <summary>What is free: vCPUs, MiB, GiB or devices.</summary>
    public static double Free(HostState host, PolicyResource resource) => resource switch
    {
        PolicyResource.Vcpus => Total(host, resource) - host.VcpusUsed,
        PolicyResource.Memory => host.FreeRamMb + (host.Record.MemoryMb * (host.Record.RamAllocationRatio - 1)),
        PolicyResource.Disk => (host.FreeDiskMb / 1024.0) + (host.Record.LocalGb * (host.Record.DiskAllocationRatio - 1)),
        _ => host.PciStats?.FreeCount ?? 0,
    };

    /// <summary>What the request asks for, in the unit of <see cref="Free"/>.</summary>
    public static double Wanted(RequestSpec request, PolicyResource resource) => resource switch
    {
        PolicyResource.Vcpus => request.Flavor.Vcpus,
        PolicyResource.Memory => request.Flavor.MemoryMb,
        PolicyResource.Disk => request.Flavor.RootGb + request.Flavor.EphemeralGb,
        _ => DeviceCount(request.PciRequests),
    };

    /// <summary>How many devices the requests want together.</summary>
    public static int DeviceCount(IReadOnlyList<PciRequest> requests)
    {
        int sum = 0;
        foreach (PciRequest request in requests)
        {
            sum += request.Count;
        }

        return sum;
    }

    private static double Share(double amount, HostState host, PolicyResource resource)
    {
        double total = Total(host, resource);
        return total > 0 ? amount / total : 0;
    }

    private static double Total(HostState host, PolicyResource resource) => resource switch
    {
        PolicyResource.Vcpus => (host.Record.Vcpus * host.Record.CpuAllocationRatio) + DedicatedCpus(host),
        PolicyResource.Memory => host.Record.MemoryMb * host.Record.RamAllocationRatio,
        PolicyResource.Disk => host.Record.LocalGb * host.Record.DiskAllocationRatio,
        _ => DevicesScale,
    };

    private static int DedicatedCpus(HostState host)
    {
        int sum = 0;
        foreach (HostNumaCell cell in host.NumaTopology?.Cells ?? [])
        {
            sum += cell.Pcpuset.Count - cell.Pcpuset.CountCommon(cell.Cpuset);
        }

        return sum;
    }
}
