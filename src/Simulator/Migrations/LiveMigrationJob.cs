namespace Simulator.Migrations;

/// <summary>
/// A libvirt/QEMU live migration as Nova conducts it, one process: pre-copy rounds over a shared network, the downtime steps and the
/// completion timeout of Nova's monitor, auto-converge, post-copy, VFIO device state in the blackout.
/// </summary>
/// <remarks>
/// Model and sources: docs/live-migration.md. Nothing polls: the process wakes when a round ends, when a look of the monitor does
/// something, when a share of the network changes that matters, or on request. Use a job once.
/// </remarks>
public sealed partial class LiveMigrationJob
{
    private readonly Simulation env;
    private readonly MigrationSettings settings;
    private readonly GuestMemory memory;
    private readonly IReadOnlyList<DeviceState> devices;
    private readonly MigrationTraffic stream;
    private readonly NovaMonitor monitor;
    private readonly CpuThrottle throttle;
    private readonly DirtyPages dirty;
    private readonly List<MigrationRound> rounds = [];
    private MigrationReport? report;
    private Event? signal;
    private TimerHandle wake;
    private bool hasRun;
    private long started;
    private long pausedAt = -1;
    private long pausedByNovaAt = -1;
    private long downtime;

    /// <summary>A job that is not yet started.</summary>
    /// <param name="env">The simulation.</param>
    /// <param name="network">The network of <paramref name="path"/>.</param>
    /// <param name="path">The links from the source to the destination; at least one.</param>
    /// <param name="memory">The guest's memory.</param>
    /// <param name="settings">How the migration is conducted.</param>
    /// <param name="devices">State of the VFIO devices that migrate with the guest; not those that are detached before.</param>
    public LiveMigrationJob(
        Simulation env,
        MigrationNetwork network,
        IReadOnlyList<MigrationLink> path,
        GuestMemory memory,
        MigrationSettings settings,
        IReadOnlyList<DeviceState>? devices = null)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(settings);
        memory.Validate();
        this.env = env;
        this.settings = settings;
        this.memory = memory;
        this.devices = devices ?? [];
        stream = network.Open(path);
        stream.Drained = Signal;
        stream.Changed = OnShareChanged;
        monitor = new NovaMonitor(settings);
        throttle = new CpuThrottle(settings.UsesAutoConverge);
        dirty = new DirtyPages(memory.DirtyMax);
    }

    /// <summary>What Nova knows of the job.</summary>
    public MigrationStatus Status { get; private set; } = MigrationStatus.Pending;

    /// <summary>What became of it, once <see cref="Status"/> is an end.</summary>
    /// <exception cref="InvalidOperationException">The job has not ended.</exception>
    public MigrationReport Report => report ?? throw new InvalidOperationException("The live migration has not ended.");

    /// <summary>Whether it is over.</summary>
    public bool HasEnded => report is not null;

    private long Elapsed => hasRun ? env.NowTicks - started : 0;

    /// <summary>
    /// The process: yield each of its events, or hand it to <see cref="Simulation.Process"/>. Ends when Nova's monitor notices the end of
    /// the job, up to half a second after it. An interruption of the process breaks the job.
    /// </summary>
    /// <exception cref="InvalidOperationException">The job ran before.</exception>
    public IEnumerable<Event> Run()
    {
        if (hasRun)
        {
            throw new InvalidOperationException("A live migration job runs once.");
        }

        hasRun = true;
        started = env.NowTicks;
        Begin();
        while (!HasEnded)
        {
            signal = new Event(env);
            Arm();
            yield return signal;
            if (env.ActiveProcess is { } process && process.HandleFault())
            {
                Fail($"The migration was interrupted: {process.Value}");
            }

            Step();
        }

        wake.Cancel();
        long rest = Report.NoticedAfter.Ticks - Elapsed;
        if (rest > 0)
        {
            yield return env.Timeout(TimeSpan.FromTicks(rest));
        }
    }

    /// <summary>Aborts the job at once, as Nova's API does (<c>virDomainAbortJob</c>).</summary>
    /// <param name="reason">Goes into the report.</param>
    /// <returns>False if it is too late: post-copy cannot be aborted, nor can what has ended.</returns>
    public bool Abort(string reason = "Aborted by request.") =>
        Status is MigrationStatus.Pending or MigrationStatus.Running && End(MigrationOutcome.Aborted, reason);

    /// <summary>Asks to complete by force: the next look of Nova's monitor switches to post-copy or pauses the guest.</summary>
    /// <returns>False if the job is not in the status <c>running</c>.</returns>
    public bool ForceComplete()
    {
        if (Status != MigrationStatus.Running)
        {
            return false;
        }

        monitor.RequestForce(Elapsed);
        Signal();
        return true;
    }

    /// <summary>Breaks the job: a connection, a host or the hypervisor failed. In post-copy the guest is lost.</summary>
    /// <param name="reason">Goes into the report.</param>
    /// <returns>False if it had ended.</returns>
    public bool Fail(string reason) => !HasEnded && End(MigrationOutcome.Failed, reason);

    private bool End(MigrationOutcome outcome, string reason)
    {
        long now = Elapsed;
        bool guestLost = outcome == MigrationOutcome.Failed && Status == MigrationStatus.PostCopy;
        BreakOff();
        stream.Stop();
        long look = NovaMonitor.LookFrom(now);
        if (outcome == MigrationOutcome.TimedOut || (now == 0 && hasRun))
        {
            // The look that aborts does not see the result; nor does the first, before libvirt has even begun.
            look = now + NovaMonitor.Interval;
        }

        bool gaveUp = outcome is not (MigrationOutcome.Completed or MigrationOutcome.PostCopied);
        if (pausedAt >= 0)
        {
            // A guest that Nova paused is resumed when the monitor notices that the job is given up.
            downtime += (gaveUp && pausedByNovaAt >= 0 ? look : now) - pausedAt;
            pausedAt = -1;
        }

        Status = outcome switch
        {
            MigrationOutcome.Aborted or MigrationOutcome.TimedOut => MigrationStatus.Cancelled,
            MigrationOutcome.Failed => MigrationStatus.Failed,
            _ => MigrationStatus.Completed,
        };
        report = new MigrationReport
        {
            Outcome = outcome,
            Reason = reason,
            TotalTime = TimeSpan.FromTicks(now),
            NoticedAfter = TimeSpan.FromTicks(look),
            Downtime = TimeSpan.FromTicks(downtime),
            DowntimeLimit = monitor.DowntimeLimit,
            WasForced = wasForced,
            GuestLost = guestLost,
            Rounds = rounds,
            BytesMoved = stream.BytesMoved,
            Throttle = throttle.Percent,
        };
        Signal();
        return true;
    }

    /// <summary>Plans the next wake: a look of the monitor or the end of a phase.</summary>
    private void Arm()
    {
        wake.Cancel();
        long next = Math.Min(monitor.Next, phaseEnd);
        if (next != long.MaxValue)
        {
            wake = env.Schedule(TimeSpan.FromTicks(next - Elapsed), static job => ((LiveMigrationJob)job!).Signal(), this);
        }
    }

    private void Signal()
    {
        if (signal is { IsAlive: true })
        {
            signal.Succeed();
        }
    }

    private void OnShareChanged()
    {
        if (phase == RoundKind.Trickle || (isBatch && stream.Rate != roundRate))
        {
            Signal();
        }
    }
}
