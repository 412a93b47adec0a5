using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>One named latency of the modelled services.</summary>
/// <param name="Name">Key under <c>timing:</c>.</param>
/// <param name="Default">Used when the scenario does not override it.</param>
/// <param name="Meaning">What waits.</param>
/// <param name="Source">Where the default comes from, or that it is an assumption.</param>
public sealed record TimingEntry(string Name, Distribution Default, string Meaning, string Source);

/// <summary>Every latency a scenario can override, with its default and where that comes from.</summary>
public static class TimingCatalog
{
    /// <summary>API: request received until the conductor is called.</summary>
    public const string Api = "api";

    /// <summary>One message between services over the bus.</summary>
    public const string Message = "message";

    /// <summary>The conductor's own work on a request.</summary>
    public const string Conductor = "conductor";

    /// <summary>The scheduler's own work from the candidates to the ordered hosts.</summary>
    public const string Scheduler = "scheduler";

    /// <summary>GET /allocation_candidates.</summary>
    public const string PlacementQuery = "placement-query";

    /// <summary>PUT, POST or DELETE of allocations.</summary>
    public const string PlacementWrite = "placement-write";

    /// <summary>The compute's resource claim.</summary>
    public const string Claim = "claim";

    /// <summary>Image, network, block devices and the hypervisor's start of a guest.</summary>
    public const string Spawn = "spawn";

    /// <summary>Shutdown and clean-up of a guest.</summary>
    public const string Destroy = "destroy";

    /// <summary>A cold migration's source powers the guest off and sends its disks.</summary>
    public const string MigrateDisk = "migrate-disk";

    /// <summary>The end of a cold migration or revert: network, disks and start of the guest.</summary>
    public const string FinishMove = "finish-move";

    /// <summary>A live migration's transfer, where its physics is not modelled.</summary>
    public const string LiveMigration = "live-migration";

    /// <summary>Power-off and snapshot of a server that is shelved.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>Start of a guest whose disks are there.</summary>
    public const string StartGuest = "start-guest";

    /// <summary>Shutdown of a guest that is stopped.</summary>
    public const string StopGuest = "stop-guest";

    /// <summary>Saving a guest's memory to disk.</summary>
    public const string SuspendGuest = "suspend-guest";

    /// <summary>Loading a guest's memory from disk.</summary>
    public const string ResumeGuest = "resume-guest";

    /// <summary>Attaching or detaching an interface.</summary>
    public const string Attach = "attach";

    /// <summary>All entries, in the order in which a request meets them.</summary>
    public static IReadOnlyList<TimingEntry> Entries { get; } =
    [
        new(Api, new LogNormalDistribution(0.150, 0.5), "API request until the conductor is called", "assumption"),
        new(Message, new LogNormalDistribution(0.005, 0.5), "one message between services", "assumption"),
        new(Conductor, new LogNormalDistribution(0.050, 0.5), "conductor's work on a request", "assumption"),
        new(Scheduler, new LogNormalDistribution(0.100, 0.5), "scheduler's work from candidates to ordered hosts", "assumption"),
        new(PlacementQuery, new LogNormalDistribution(0.180, 0.4), "GET /allocation_candidates",
            "measured on a real Placement: 0.11–0.18 s at 100 computes"),
        new(PlacementWrite, new LogNormalDistribution(0.045, 0.3), "one write of allocations",
            "measured on a real Placement: 0.038–0.055 s"),
        new(Claim, new LogNormalDistribution(0.100, 0.5), "the compute's resource claim", "assumption"),
        new(Spawn, new LogNormalDistribution(44, 0.5), "image, network, disks and start of the guest",
            "Mao and Humphrey, CLOUD 2012 (44 s mean on an OpenStack cloud, quoted from memory)"),
        new(Destroy, new LogNormalDistribution(5, 0.5), "shutdown and clean-up of a guest", "assumption"),
        new(MigrateDisk, new LogNormalDistribution(60, 0.7), "power-off and transfer of the disks of a cold migration", "assumption"),
        new(FinishMove, new LogNormalDistribution(15, 0.5), "network, disks and start of the guest at the end of a cold migration", "assumption"),
        new(LiveMigration, new LogNormalDistribution(30, 0.7), "transfer of a live migration", "assumption"),
        new(Snapshot, new LogNormalDistribution(40, 0.5), "power-off and snapshot of a server that is shelved", "assumption"),
        new(Attach, new LogNormalDistribution(3, 0.5), "attaching or detaching an interface", "assumption"),
        new(StartGuest, new LogNormalDistribution(5, 0.5), "start of a guest whose disks are there", "assumption"),
        new(StopGuest, new LogNormalDistribution(10, 0.5), "shutdown of a guest that is stopped", "assumption"),
        new(SuspendGuest, new LogNormalDistribution(20, 0.7), "devices detached and memory saved to disk", "assumption"),
        new(ResumeGuest, new LogNormalDistribution(20, 0.7), "memory loaded from disk and devices attached", "assumption"),
    ];

    /// <summary>The entry of that name, or null.</summary>
    public static TimingEntry? Find(string name)
    {
        foreach (TimingEntry entry in Entries)
        {
            if (entry.Name == name)
            {
                return entry;
            }
        }

        return null;
    }
}
