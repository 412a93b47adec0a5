using Model.Pci;

namespace Model.Compute.LiveMigration;

/// <summary>What the conductor knows about the guest of a live migration. Immutable.</summary>
public sealed record MigrationGuest
{
    /// <summary>The guest's id or name, for messages.</summary>
    public required string Id { get; init; }

    /// <summary>Nova's power state: running, paused, shutdown, crashed, …</summary>
    public string PowerState { get; init; } = "running";

    /// <summary>The flavor's memory in MiB.</summary>
    public int MemoryMb { get; init; }

    /// <summary>Whether the guest has a NUMA topology (cells, pinned CPUs or huge pages).</summary>
    public bool HasNumaTopology { get; init; }

    /// <summary>Whether the guest holds persistent memory (<c>CUSTOM_PMEM_NAMESPACE_…</c>).</summary>
    public bool HasPersistentMemory { get; init; }

    /// <summary>Its PCI requests, of aliases and of ports.</summary>
    public IReadOnlyList<PciRequest> PciRequests { get; init; } = [];
}
