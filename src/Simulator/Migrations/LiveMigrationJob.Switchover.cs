namespace Simulator.Migrations;

public sealed partial class LiveMigrationJob
{
    /// <summary>Stop-and-copy. QEMU then ignores the bandwidth limit.</summary>
    private void StartBlackout(long bytes)
    {
        Pause();
        stream.Limit = settings.ConnectionsRate;
        long rest = bytes + StopCopyBytes;
        if (rest > 0)
        {
            StartRound(RoundKind.Blackout, rest);
        }
        else
        {
            phase = RoundKind.Blackout;
            EndTransfer();
        }
    }

    /// <summary>The guest moves at once; what the destination lacks follows.</summary>
    private void StartPostCopy()
    {
        dirty.Advance(env.NowTicks);
        long rest = phase == RoundKind.Trickle
            ? dirty.Within(RoundMin)
            : Math.Min(memory.Bytes, stream.BytesLeft + dirty.Bytes);
        BreakOff();
        stream.Stop();
        stream.Limit = settings.ConnectionsRate;
        Status = MigrationStatus.PostCopy;
        monitor.EndTimeout();
        Pause();
        phase = RoundKind.PostCopy;
        roundBytes = rest;
        phaseEnd = Elapsed + settings.SwitchoverOverhead.Ticks;
        FollowSwitchover();
    }

    private void FollowSwitchover()
    {
        if (Elapsed < phaseEnd)
        {
            if (phase == RoundKind.Blackout && phaseEnd == long.MaxValue && stream.BytesLeft == 0)
            {
                AddRound(roundBytes);
                EndTransfer();
            }

            return;
        }

        phaseEnd = long.MaxValue;
        downtime += Elapsed - pausedAt;
        pausedAt = -1;
        if (phase == RoundKind.Blackout)
        {
            End(MigrationOutcome.Completed, string.Empty);
        }
        else if (roundBytes > 0)
        {
            StartRound(RoundKind.PostCopy, roundBytes);
        }
        else
        {
            End(MigrationOutcome.PostCopied, string.Empty);
        }
    }

    private void EndTransfer()
    {
        phaseEnd = Elapsed + settings.SwitchoverOverhead.Ticks;
        FollowSwitchover();
    }

    /// <summary>Whether this instant completes the job; that goes before everything else that falls on it.</summary>
    private bool CompleteIfDone()
    {
        if (phase == RoundKind.Blackout)
        {
            FollowSwitchover();
        }
        else if (phase == RoundKind.PostCopy && !IsPaused && stream.BytesLeft == 0)
        {
            AddRound(roundBytes);
            End(MigrationOutcome.PostCopied, string.Empty);
        }

        return HasEnded;
    }

    /// <summary>Writes down the part of a round that went through before it was broken off.</summary>
    private void BreakOff()
    {
        BreakBatch();
        long moved = stream.BytesMoved - movedBefore;
        if (isRoundOpen && moved > 0)
        {
            AddRound(moved);
        }
    }
}
