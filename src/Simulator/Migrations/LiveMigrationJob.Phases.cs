namespace Simulator.Migrations;

public sealed partial class LiveMigrationJob
{
    // Below this a round is not worth another look at the dirty bitmap: memory counts as converged. It is smaller than any downtime
    // that Nova permits with up to 100 steps, so that it never keeps a guest without devices from completing.
    private static readonly TimeSpan RoundMin = TimeSpan.FromMilliseconds(1);

    private RoundKind phase = RoundKind.PreCopy;
    private bool wasForced;
    private bool isBatch;
    private bool isRoundOpen;
    private long phaseEnd = long.MaxValue;
    private long roundStart;
    private long roundBytes;
    private long movedBefore;
    private double roundRate;

    private bool IsPaused => pausedAt >= 0;

    private long StopCopyBytes => devices.Sum(device => device.StopCopyBytes);

    /// <summary>Hands the job to the hypervisor, which may refuse it.</summary>
    private void Begin()
    {
        if (HasEnded)
        {
            return;
        }

        Status = MigrationStatus.Running;
        if (devices.Count > 0 && settings.HasPostCopyFlag)
        {
            // QEMU docs/devel/migration/vfio.rst; Nova does not look at it beforehand.
            Fail($"QEMU refuses to migrate the VFIO device {devices[0].Name} with post-copy.");
            return;
        }

        stream.Limit = settings.PreCopyRate;
        long disks = settings.CopiedDisks.Sum();
        if (disks > 0)
        {
            StartRound(RoundKind.Disks, disks);
            return;
        }

        BeginMemory();
    }

    private void BeginMemory()
    {
        SetDirtyRate();
        if (monitor.KeepsForcing)
        {
            // libvirt refused post-copy while the disks were copied; now the first look succeeds.
            monitor.RequestForce(Elapsed);
        }

        long bytes = checked(memory.Bytes + devices.Sum(device => device.PreCopyBytes));
        if (bytes > 0)
        {
            StartRound(RoundKind.PreCopy, bytes);
        }
        else
        {
            Continue(0, stream.Offer());
        }
    }

    /// <summary>Takes everything that is due at this instant: the end of the transfer, then looks of the monitor, then what follows.</summary>
    private void Step()
    {
        if (HasEnded || CompleteIfDone())
        {
            return;
        }

        BreakBatch();
        while (!HasEnded && monitor.Next <= Elapsed)
        {
            Take(monitor.Take(monitor.Next));
        }

        if (HasEnded)
        {
            return;
        }

        if (phase == RoundKind.Trickle)
        {
            FollowTrickle();
        }
        else if (phase is RoundKind.Disks or RoundKind.PreCopy && stream.BytesLeft == 0)
        {
            EndRound();
        }
        else if (phase is RoundKind.Blackout or RoundKind.PostCopy)
        {
            FollowSwitchover();
        }
    }

    private void Take(MonitorAction action)
    {
        if (action == MonitorAction.Abort)
        {
            End(MigrationOutcome.TimedOut, $"Not completed after {settings.CompletionTimeout} s.");
        }
        else if (action == MonitorAction.Force && phase != RoundKind.Blackout)
        {
            Force();
        }
    }

    private void Force()
    {
        if (!settings.ForcesByPostCopy)
        {
            wasForced = true;
            pausedByNovaAt = IsPaused ? pausedByNovaAt : Elapsed;
            Pause();
        }
        else if (phase is RoundKind.PreCopy or RoundKind.Trickle)
        {
            wasForced = true;
            StartPostCopy();
        }
    }

    private void Pause()
    {
        if (!IsPaused)
        {
            pausedAt = Elapsed;
            SetDirtyRate();
        }
    }

    private void SetDirtyRate()
    {
        bool runs = !IsPaused && !settings.GuestIsPaused && phase != RoundKind.Disks;
        dirty.SetRate(env.NowTicks, runs ? memory.DirtyRate * throttle.Speed : 0);
    }

    private void StartRound(RoundKind kind, long bytes)
    {
        phaseEnd = long.MaxValue;
        roundBytes = bytes;
        OpenRound(kind);
        if (kind is RoundKind.Disks or RoundKind.PreCopy)
        {
            dirty.Restart(env.NowTicks);
        }

        stream.Send(bytes);
    }

    private void OpenRound(RoundKind kind)
    {
        phase = kind;
        roundStart = Elapsed;
        isRoundOpen = true;

        // Its last bytes may be through without the stream having said so in this instant.
        stream.Stop();
        movedBefore = stream.BytesMoved;
    }

    /// <summary>A whole round went through: what was dirtied in it is the next, or the rest.</summary>
    private void EndRound()
    {
        long duration = Elapsed - roundStart;
        AddRound(roundBytes);
        if (phase == RoundKind.Disks)
        {
            phase = RoundKind.PreCopy;
            BeginMemory();
            return;
        }

        dirty.Advance(env.NowTicks);
        throttle.Observe(dirty.Bytes, roundBytes, duration);
        Continue(dirty.Bytes, stream.Rate);
    }

    /// <summary>Decides how to go on with dirty memory at a measured rate.</summary>
    private void Continue(long bytes, double rate)
    {
        SetDirtyRate();
        bool isSame = IsSteady(bytes, rate);
        roundRate = rate;
        if (MaySwitchOver(bytes, rate))
        {
            StartBlackout(bytes);
        }
        else if (dirty.Rate < rate && bytes < rate * RoundMin.TotalSeconds && !MaySwitchOver(dirty.Within(RoundMin), rate))
        {
            StartTrickle();
        }
        else if (isSame)
        {
            StartBatch(bytes);
        }
        else
        {
            StartRound(RoundKind.PreCopy, Math.Max(1, bytes));
        }
    }

    /// <summary>Whether more than one further round will be like the last before the monitor acts.</summary>
    private bool IsSteady(long bytes, double rate)
    {
        TimeSpan duration = TimeSpan.FromTicks(Elapsed - roundStart);
        return bytes == roundBytes && rate == roundRate && duration > TimeSpan.Zero && dirty.Within(duration) == bytes
            && !throttle.CanRise && (monitor.Next - Elapsed) / duration.Ticks > 1;
    }

    /// <summary>QEMU's rule: what is left, device state included, goes through within the permitted downtime at the measured rate.</summary>
    private bool MaySwitchOver(long bytes, double rate)
    {
        long pending = checked(bytes + StopCopyBytes);
        return pending == 0 || pending <= rate * monitor.DowntimeLimit / 1000;
    }

    private void AddRound(long bytes, long repeats = 1)
    {
        TimeSpan start = TimeSpan.FromTicks(roundStart);
        isRoundOpen = false;
        rounds.Add(new MigrationRound(phase, start, TimeSpan.FromTicks(Elapsed) - start, bytes, throttle.Percent, repeats));
    }
}
