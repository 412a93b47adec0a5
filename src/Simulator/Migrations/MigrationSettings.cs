using Model.Configuration;

namespace Simulator.Migrations;

/// <summary>How Nova and libvirt conduct one live migration: the source host's <c>[libvirt]</c> options and what the guest adds.</summary>
public sealed record MigrationSettings
{
    private const double BytesPerGibibyte = 1L << 30;
    private const double BytesPerMebibyte = 1L << 20;
    private const double GigabytesMin = 2;

    /// <summary>Settings of a migration.</summary>
    /// <param name="options">Section <c>[libvirt]</c> of the source host.</param>
    /// <param name="flavorMemoryMb">Memory of the flavor in MiB.</param>
    /// <param name="copiedDisks">Sizes in bytes of the disks that a block migration copies; empty otherwise.</param>
    public MigrationSettings(LibvirtOptions options, long flavorMemoryMb, IReadOnlyList<long>? copiedDisks = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(flavorMemoryMb);
        Options = options;
        CopiedDisks = copiedDisks ?? [];
        DataGigabytes = Math.Max(flavorMemoryMb * BytesPerMebibyte / BytesPerGibibyte, GigabytesMin)
            + CopiedDisks.Sum(bytes => Math.Max(bytes / BytesPerGibibyte, GigabytesMin));
    }

    /// <summary>Section <c>[libvirt]</c> of the source host.</summary>
    public LibvirtOptions Options { get; }

    /// <summary>Sizes in bytes of the disks that are copied before the memory.</summary>
    public IReadOnlyList<long> CopiedDisks { get; }

    /// <summary>
    /// The GiB that Nova's delays and timeouts count by (<c>_live_migration_data_gb</c>): the flavor's memory and each copied disk, at
    /// least 2 each.
    /// </summary>
    public double DataGigabytes { get; }

    /// <summary>The guest was paused before: it dirties nothing and Nova drops the post-copy flag.</summary>
    public bool GuestIsPaused { get; init; }

    /// <summary>The guest has virtual persistent memory: Nova then pauses it instead of switching to post-copy.</summary>
    public bool HasPersistentMemory { get; init; }

    /// <summary>
    /// Bytes per second that one connection carries at most (a TCP stream, or one core's TLS); infinity for no such limit. With
    /// <c>live_migration_parallel_connections</c> as many times that.
    /// </summary>
    public double ConnectionRate { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Added to each blackout: stopping and starting the guest and the state of emulated devices, which QEMU does not count when it
    /// predicts the downtime.
    /// </summary>
    public TimeSpan SwitchoverOverhead { get; init; }

    /// <summary>Milliseconds QEMU permits until Nova has said otherwise: its own default (<c>downtime-limit</c>).</summary>
    public int InitialDowntime { get; init; } = 300;

    /// <summary>Whether QEMU is told that post-copy may come.</summary>
    public bool HasPostCopyFlag => Options.LiveMigrationPermitPostCopy && !GuestIsPaused;

    /// <summary>Whether forcing switches to post-copy rather than pausing the guest.</summary>
    public bool ForcesByPostCopy => HasPostCopyFlag && !HasPersistentMemory;

    /// <summary>Whether QEMU throttles guests that write too fast; post-copy, when permitted, takes its place.</summary>
    public bool UsesAutoConverge => Options.LiveMigrationPermitAutoConverge && !Options.LiveMigrationPermitPostCopy;

    /// <summary>Seconds after which Nova acts; 0 for never.</summary>
    public int CompletionTimeout => (int)(Options.LiveMigrationCompletionTimeout * DataGigabytes);

    /// <summary>Bytes per second that the connections carry together at most.</summary>
    public double ConnectionsRate => Math.Max(1, Options.LiveMigrationParallelConnections) * ConnectionRate;

    /// <summary>Bytes per second while the guest runs: what the connections carry, within <c>live_migration_bandwidth</c>.</summary>
    public double PreCopyRate => Options.LiveMigrationBandwidth == 0
        ? ConnectionsRate
        : Math.Min(ConnectionsRate, Options.LiveMigrationBandwidth * BytesPerMebibyte);

    /// <summary>Nova's downtime table (<c>nova/virt/libvirt/migration.py</c>): linear steps, in time by the size of the guest.</summary>
    public IReadOnlyList<DowntimeStep> DowntimeSteps()
    {
        int delay = (int)(Options.LiveMigrationDowntimeDelay * DataGigabytes);
        double first = Options.LiveMigrationDowntime / (double)Options.LiveMigrationDowntimeSteps;
        double rise = (Options.LiveMigrationDowntime - first) / Options.LiveMigrationDowntimeSteps;
        DowntimeStep[] steps = new DowntimeStep[Options.LiveMigrationDowntimeSteps + 1];
        for (int index = 0; index < steps.Length; index++)
        {
            steps[index] = new DowntimeStep(checked(delay * index), (int)(first + (rise * index)));
        }

        return steps;
    }
}
