using Model.Numa;
using Model.Pci;

namespace Model.Compute;

/// <summary>What a guest asks a compute service to set aside. Immutable.</summary>
public sealed record GuestClaim
{
    /// <summary>The guest's uuid.</summary>
    public required string InstanceUuid { get; init; }

    /// <summary>Its flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Whether its root disk is a volume, which takes no local disk.</summary>
    public bool IsBootFromVolume { get; init; }

    /// <summary>Devices, with the providers of the allocation candidate where Placement chose them.</summary>
    public IReadOnlyList<PciRequest> PciRequests { get; init; } = [];

    /// <summary>NUMA wish, or null for none.</summary>
    public InstanceNumaTopology? NumaWish { get; init; }

    /// <summary>Limits that the scheduler's NUMA filter handed on, or null for none.</summary>
    public NumaLimits? NumaLimits { get; init; }
}
