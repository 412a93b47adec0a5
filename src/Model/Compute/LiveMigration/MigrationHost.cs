namespace Model.Compute.LiveMigration;

/// <summary>What the conductor knows about one of the two hosts of a live migration. Immutable.</summary>
public sealed record MigrationHost
{
    /// <summary>The host's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version number that the compute service stored about itself.</summary>
    public int ServiceVersion { get; init; } = 69;

    /// <summary>The hypervisor's type, <c>QEMU</c> for libvirt with or without KVM.</summary>
    public string HypervisorType { get; init; } = "QEMU";

    /// <summary>The hypervisor's version number (see <see cref="Libvirt.SoftwareVersion.Number"/>).</summary>
    public int HypervisorVersion { get; init; }

    /// <summary>Whether the compute service is up.</summary>
    public bool IsUp { get; init; } = true;

    /// <summary>Physical memory in MiB.</summary>
    public int MemoryMb { get; init; }

    /// <summary>Memory in MiB that no guest was promised; negative when more was promised than there is.</summary>
    public int FreeRamMb { get; init; }

    /// <summary>How often each MiB may be promised, above 0.</summary>
    public double RamAllocationRatio { get; init; } = 1.0;
}
