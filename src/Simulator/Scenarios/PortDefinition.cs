using Model.Pci;

namespace Simulator.Scenarios;

/// <summary>
/// A Neutron port that a server asks for: one with a name, which one server at a time can have, or one that is made for each server.
/// Immutable.
/// </summary>
public sealed record PortDefinition
{
    /// <summary>Name, unique among the named ports; null for a port that is made for each server.</summary>
    public string? Name { get; init; }

    /// <summary>Name of its network.</summary>
    public required string Network { get; init; }

    /// <summary>Neutron's <c>binding:vnic_type</c>.</summary>
    public required string VnicType { get; init; }

    /// <summary>The text of <c>trusted</c> in the binding profile; null when the profile lacks it.</summary>
    public string? Trusted { get; init; }

    /// <summary>NUMA affinity of the port's device; null when the port does not say.</summary>
    public PciNumaPolicy? NumaPolicy { get; init; }
}
