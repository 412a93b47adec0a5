using Model.Compute;
using Model.Configuration;
using Model.Networking;
using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>
/// A validated scenario: every name it mentions exists, every pattern is expanded, every file it names is read.
/// Immutable; a run changes nothing in it.
/// </summary>
public sealed record Scenario
{
    /// <summary>Name: also the default name of the result folder.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, one paragraph.</summary>
    public string Description { get; init; } = "";

    /// <summary>The Nova release whose rules hold.</summary>
    public required NovaRelease Release { get; init; }

    /// <summary>The one seed of all random streams.</summary>
    public required long Seed { get; init; }

    /// <summary>Simulated time to run; above zero.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The controllers' nova.conf (API, conductor, scheduler), typed.</summary>
    public required NovaOptions Controller { get; init; }

    /// <summary>The scheduler's workers.</summary>
    public SchedulerPool Schedulers { get; init; } = SchedulerPool.Default;

    /// <summary>Compute hosts in ascending ordinal order of name.</summary>
    public required IReadOnlyList<HostDefinition> Hosts { get; init; }

    /// <summary>Host aggregates in the order of the file.</summary>
    public IReadOnlyList<AggregateDefinition> Aggregates { get; init; } = [];

    /// <summary>Flavors in the order of the file.</summary>
    public required IReadOnlyList<Flavor> Flavors { get; init; }

    /// <summary>Images in the order of the file; never empty (a plain one is added if the file names none).</summary>
    public required IReadOnlyList<Image> Images { get; init; }

    /// <summary>Server groups in the order of the file.</summary>
    public IReadOnlyList<ServerGroupDefinition> ServerGroups { get; init; } = [];

    /// <summary>Neutron networks in the order of the file.</summary>
    public IReadOnlyList<Network> Networks { get; init; } = [];

    /// <summary>Neutron ports with names, in the order of the file.</summary>
    public IReadOnlyList<PortDefinition> Ports { get; init; } = [];

    /// <summary>Random arrival processes in the order of the file.</summary>
    public IReadOnlyList<ArrivalWorkload> Arrivals { get; init; } = [];

    /// <summary>Trace rows and explicit requests, sorted by time; equal times keep the order of the file.</summary>
    public IReadOnlyList<ServerRequest> Requests { get; init; } = [];

    /// <summary>Operator actions, sorted by time; equal times keep the order of the file.</summary>
    public IReadOnlyList<Operation> Operations { get; init; } = [];

    /// <summary>What operators do to many hosts, in the order of the file.</summary>
    public IReadOnlyList<Campaign> Campaigns { get; init; } = [];

    /// <summary>What breaks by chance.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How one-time-use devices become usable again; null when nobody cleans them.</summary>
    public CleaningPolicy? Cleaning { get; init; }

    /// <summary>How much longer servers with a virtual IOMMU live, as a share of their lifetime: their work takes longer.</summary>
    public double ViommuCost { get; init; }

    /// <summary>Service latencies by name (see <see cref="TimingCatalog"/>); names absent here have the catalogue's default.</summary>
    public IReadOnlyDictionary<string, Distribution> Timing { get; init; } = new Dictionary<string, Distribution>();

    /// <summary>The network of live migrations; null when their duration is drawn from the latency <c>live-migration</c> instead.</summary>
    public MigrationNetworkDefinition? MigrationNetwork { get; init; }

    /// <summary>Length of an interval of <c>timeseries.csv</c>; above zero.</summary>
    public required TimeSpan SampleEvery { get; init; }

    /// <summary>When it is counted how many more servers fit, ascending; empty for once, at the end.</summary>
    public IReadOnlyList<TimeSpan> HeadroomAt { get; init; } = [];

    /// <summary>Whether hosts share the directory of the guests' files, which decides what a failed live migration cleans up.</summary>
    public bool HasSharedStorage { get; init; }

    /// <summary>Rows to judge a run by.</summary>
    public IReadOnlyList<Expectation> Expect { get; init; } = [];

    /// <summary>Digest of everything the result depends on, in lower-case hexadecimal: file contents, overrides, seed.</summary>
    public required string Digest { get; init; }
}
