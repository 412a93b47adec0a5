using Model.Compute;
using Model.Numa;
using Model.Pci;

namespace Model.Scheduling.Policies;

/// <summary>One flavor of the demand that is expected. Immutable.</summary>
/// <param name="Flavor">The flavor.</param>
/// <param name="Devices">Devices it asks for.</param>
/// <param name="Cells">Its NUMA cells, or null.</param>
/// <param name="Weight">How much of it is expected, relative to the others; at least 0.</param>
public sealed record FlavorDemand(Flavor Flavor, IReadOnlyList<PciRequest> Devices, InstanceNumaTopology? Cells, double Weight);
