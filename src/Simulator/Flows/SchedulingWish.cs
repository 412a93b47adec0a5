using Model.Compute;
using Model.Numa;
using Model.Pci;

namespace Simulator.Flows;

/// <summary>What the scheduler is asked for a server. Immutable.</summary>
/// <param name="Flavor">The flavor it shall have.</param>
/// <param name="Image">The image.</param>
/// <param name="PciRequests">Devices.</param>
/// <param name="NumaTopology">NUMA cells, or null.</param>
internal sealed record SchedulingWish(Flavor Flavor, Image Image, IReadOnlyList<PciRequest> PciRequests, InstanceNumaTopology? NumaTopology)
{
    /// <summary>Hosts not to consider.</summary>
    public IReadOnlyList<string> IgnoreHosts { get; init; } = [];

    /// <summary>The only hosts to consider, without filtering.</summary>
    public IReadOnlyList<string> ForceHosts { get; init; } = [];

    /// <summary>The only host to consider, with filtering; null for any.</summary>
    public string? Destination { get; init; }

    /// <summary>Whether only the question is whether a new image may run where the server is.</summary>
    public bool IsRebuild { get; init; }

    /// <summary>The saved request of a server.</summary>
    public static SchedulingWish Of(Server server) => new(server.Flavor, server.Image, server.PciRequests, server.NumaWish);
}
