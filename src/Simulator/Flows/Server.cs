using Model.Compute;
using Model.Numa;
using Model.Pci;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>A server while its flows run: what the database would hold of it.</summary>
internal sealed class Server
{
    /// <summary>Nova's instance uuid, derived from the name.</summary>
    public required string Uuid { get; init; }

    /// <summary>What was asked for.</summary>
    public required ServerRequest Request { get; init; }

    /// <summary>Its flavor.</summary>
    public required Flavor Flavor { get; init; }

    /// <summary>Its image.</summary>
    public required Image Image { get; init; }

    /// <summary>Its row in the results.</summary>
    public required ServerRecord Record { get; init; }

    /// <summary>The source of every random need of this server, so that no other server shifts it.</summary>
    public required RandomStream Numbers { get; init; }

    /// <summary>Devices it asks for, once the API has worked them out.</summary>
    public IReadOnlyList<PciRequest> PciRequests { get; set; } = [];

    /// <summary>Its ports, in the order of the request.</summary>
    public IReadOnlyList<ServerPort> Ports { get; init; } = [];

    /// <summary>Networks whose NUMA affinity matters, once the API has worked them out; null when it asks for no network.</summary>
    public NumaNetworkMetadata? NetworkMetadata { get; set; }

    /// <summary>NUMA wish, once the API has worked it out; null for none.</summary>
    public InstanceNumaTopology? NumaWish { get; set; }

    /// <summary>Where it runs, or null.</summary>
    public ComputeHost? Host { get; set; }

    /// <summary>A delete was asked for while the server was still being built.</summary>
    public bool DeleteRequested { get; set; }

    /// <summary>Whether its delete flow has begun.</summary>
    public bool Deleting { get; set; }
}
