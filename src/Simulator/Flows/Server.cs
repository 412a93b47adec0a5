using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Servers;
using Simulator.Flows.Moves;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>
/// A server while its flows run: the record that Nova's compute side has of it, and the saved request from which the scheduler is asked
/// again whenever it moves. The two can differ, as in Nova.
/// </summary>
internal sealed class Server
{
    /// <summary>The cloud it lives in.</summary>
    public required Cloud Cloud { get; init; }

    /// <summary>What was asked for.</summary>
    public required ServerRequest Request { get; init; }

    /// <summary>What Nova's database holds of it.</summary>
    public required Instance Instance { get; init; }

    /// <summary>Nova's instance uuid, derived from the name.</summary>
    public string Uuid => Instance.Uuid;

    /// <summary>Its row in the results.</summary>
    public required ServerRecord Record { get; init; }

    /// <summary>The source of every random need of this server, so that no other server shifts it.</summary>
    public required RandomStream Numbers { get; init; }

    /// <summary>The saved request's flavor.</summary>
    public required Flavor Flavor { get; set; }

    /// <summary>The saved request's image.</summary>
    public required Image Image { get; set; }

    /// <summary>The saved request's devices, once the API has worked them out.</summary>
    public IReadOnlyList<PciRequest> PciRequests { get; set; } = [];

    /// <summary>The saved request's NUMA wish, once the API has worked it out; null for none.</summary>
    public InstanceNumaTopology? NumaWish { get; set; }

    /// <summary>Its ports: those of the request in its order, then those attached later.</summary>
    public IReadOnlyList<ServerPort> Ports { get; set; } = [];

    /// <summary>Networks whose NUMA affinity matters, once the API has worked them out; null when it asks for no network.</summary>
    public NumaNetworkMetadata? NetworkMetadata { get; set; }

    /// <summary>The host its record names, or null.</summary>
    public ComputeHost? Host => Instance.Host is { } name ? Cloud.HostNamed(name) : null;

    /// <summary>The live migration that goes on, to be aborted or forced, or null.</summary>
    public Journey? Journey { get; set; }

    /// <summary>Whether a delete flow is at work.</summary>
    public bool Deleting { get; set; }

    /// <summary>Where the flows that are doing something with it now are at work.</summary>
    public List<Workplace> Workplaces { get; } = [];

    /// <summary>Flows that are doing something with it now.</summary>
    public int InFlight => Workplaces.Count;

    /// <summary>Hosts whose services were ever called for it.</summary>
    public SortedSet<string> HostsCalled { get; } = new(StringComparer.Ordinal);

    /// <summary>All its moves in order of creation.</summary>
    public List<Migration> Moves { get; } = [];
}
