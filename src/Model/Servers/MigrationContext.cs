using Model.Numa;
using Model.Pci;

namespace Model.Servers;

/// <summary>
/// What a server has on the source of a move and what it will have on the destination (<c>nova/objects/migration_context.py</c>). Immutable.
/// </summary>
public sealed record MigrationContext
{
    /// <summary>The move.</summary>
    public required Migration Migration { get; init; }

    /// <summary>NUMA cells on the source, or null.</summary>
    public required InstanceNumaTopology? OldNuma { get; init; }

    /// <summary>NUMA cells on the destination, or null.</summary>
    public required InstanceNumaTopology? NewNuma { get; init; }

    /// <summary>Devices when the claim was made: all that the database holds for the server, on any host.</summary>
    public required IReadOnlyList<InstanceDevice> OldDevices { get; init; }

    /// <summary>Devices claimed on the destination; none for live migrations, which claim theirs apart.</summary>
    public required IReadOnlyList<InstanceDevice> NewDevices { get; init; }

    /// <summary>Requests before.</summary>
    public required IReadOnlyList<PciRequest> OldRequests { get; init; }

    /// <summary>Requests after: built anew from the flavor, with new ids, and those of ports as they were.</summary>
    public required IReadOnlyList<PciRequest> NewRequests { get; init; }
}
