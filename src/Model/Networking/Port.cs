using Model.Pci;

namespace Model.Networking;

/// <summary>A Neutron port, before it is bound to a host. Immutable.</summary>
public sealed record Port
{
    /// <summary>The port's id, unique in a cloud.</summary>
    public required string Id { get; init; }

    /// <summary>The id of its network.</summary>
    public required string NetworkId { get; init; }

    /// <summary><c>binding:vnic_type</c>; null means <see cref="VnicTypes.Normal"/>.</summary>
    public string? VnicType { get; init; }

    /// <summary>The text of <c>trusted</c> in the binding profile; null when the profile lacks it. Junk means no.</summary>
    public string? Trusted { get; init; }

    /// <summary><c>numa_affinity_policy</c>; null when the port does not say.</summary>
    public PciNumaPolicy? NumaPolicy { get; init; }

    /// <summary><c>device_profile</c> of Cyborg; null when the port has none.</summary>
    public string? DeviceProfile { get; init; }
}
