using Model.Configuration;
using Model.Hardware;
using Model.Placement;

namespace Model.Compute;

/// <summary>
/// What nova-compute's libvirt driver reports of a host's own resources: the root provider's inventory and the capacities of the
/// compute node record (<c>nova/virt/libvirt/driver.py</c>, update_provider_tree and get_available_resource). Immutable.
/// </summary>
public sealed class HostInventory
{
    private const long BytesPerMib = 1024 * 1024;

    private HostInventory(int sharedCpus, int dedicatedCpus, int memoryMb, int diskGb, ComputeOptions options)
    {
        SharedCpus = sharedCpus;
        DedicatedCpus = dedicatedCpus;
        MemoryMb = memoryMb;
        DiskGb = diskGb;
        CpuAllocationRatio = options.CpuAllocationRatio ?? options.InitialCpuAllocationRatio;
        RamAllocationRatio = options.RamAllocationRatio ?? options.InitialRamAllocationRatio;
        DiskAllocationRatio = options.DiskAllocationRatio ?? options.InitialDiskAllocationRatio;
        ReservedCpus = options.ReservedHostCpus;
        ReservedMemoryMb = options.ReservedHostMemoryMb;
        ReservedDiskGb = (options.ReservedHostDiskMb + 1023) / 1024;
    }

    /// <summary>Host CPUs for floating vCPUs.</summary>
    public int SharedCpus { get; }

    /// <summary>Host CPUs for pinned vCPUs.</summary>
    public int DedicatedCpus { get; }

    /// <summary>Memory in MiB.</summary>
    public int MemoryMb { get; }

    /// <summary>Local disk in GiB.</summary>
    public int DiskGb { get; }

    /// <summary>Virtual CPUs per host CPU.</summary>
    public double CpuAllocationRatio { get; }

    /// <summary>Guest memory per host memory.</summary>
    public double RamAllocationRatio { get; }

    /// <summary>Guest disk per host disk.</summary>
    public double DiskAllocationRatio { get; }

    /// <summary>Host CPUs kept from guests.</summary>
    public int ReservedCpus { get; }

    /// <summary>Memory kept from guests, in MiB.</summary>
    public int ReservedMemoryMb { get; }

    /// <summary>Disk kept from guests, in GiB, rounded up.</summary>
    public int ReservedDiskGb { get; }

    /// <summary>Reads it off a machine and its configuration.</summary>
    /// <param name="hardware">The machine.</param>
    /// <param name="options">The host's nova.conf.</param>
    /// <param name="diskGb">Local disk in GiB.</param>
    /// <exception cref="NovaException"><c>Invalid</c>: a configured CPU is not one of the machine's.</exception>
    public static HostInventory Of(HostHardware hardware, NovaOptions options, int diskGb)
    {
        ComputeOptions compute = options.Compute;
        CheckOnline(hardware, compute.CpuSharedSet, "cpu_shared_set");
        CheckOnline(hardware, compute.CpuDedicatedSet, "cpu_dedicated_set");
        int shared = compute.CpuSharedSet?.Count ?? (compute.CpuDedicatedSet is { Count: > 0 } ? 0 : hardware.Cpus.Count);
        int memoryMb = checked((int)(hardware.MemoryBytes / BytesPerMib));
        return new HostInventory(shared, compute.CpuDedicatedSet?.Count ?? 0, memoryMb, diskGb, compute);
    }

    /// <summary>The root provider's inventories, classes with nothing left out.</summary>
    public IReadOnlyList<Inventory> ToInventories()
    {
        List<Inventory> inventories = [];
        Add("VCPU", SharedCpus, ReservedCpus, CpuAllocationRatio);
        Add("PCPU", DedicatedCpus, 0, 1.0);
        Add("MEMORY_MB", MemoryMb, ReservedMemoryMb, RamAllocationRatio);
        Add("DISK_GB", DiskGb, ReservedDiskGb, DiskAllocationRatio);
        return inventories;

        void Add(string resourceClass, int total, int reserved, double ratio)
        {
            if (total > 0)
            {
                inventories.Add(new Inventory
                {
                    ResourceClass = resourceClass,
                    Total = total,
                    MaxUnit = total,
                    Reserved = reserved,
                    AllocationRatio = ratio,
                });
            }
        }
    }

    private static void CheckOnline(HostHardware hardware, IReadOnlyList<int>? configured, string option)
    {
        foreach (int cpu in configured ?? [])
        {
            if (!hardware.Cpus.Any(online => online.Id == cpu))
            {
                throw new NovaException(
                    "Invalid",
                    $"Invalid '[compute] {option}' config: CPU {cpu} is not online; the host has CPUs 0 to {hardware.Cpus[^1].Id}");
            }
        }
    }
}
