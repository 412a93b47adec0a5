using Model.Compute;
using Model.Numa;
using Model.Pci;

namespace Simulator.Flows.Room;

/// <summary>One kind of server that the scenario asks for. Immutable.</summary>
/// <param name="Name">The flavor's name, with the workload's where several kinds share a flavor.</param>
/// <param name="Flavor">The flavor.</param>
/// <param name="Image">The image.</param>
/// <param name="Project">The project.</param>
/// <param name="Devices">Devices of the flavor and of the ports.</param>
/// <param name="Cells">NUMA cells, or null.</param>
/// <param name="Networks">Networks whose NUMA affinity matters, or null.</param>
/// <param name="Weight">Expected arrivals an hour; above 0.</param>
internal sealed record DemandKind(
    string Name,
    Flavor Flavor,
    Image Image,
    string Project,
    IReadOnlyList<PciRequest> Devices,
    InstanceNumaTopology? Cells,
    NumaNetworkMetadata? Networks,
    double Weight);
