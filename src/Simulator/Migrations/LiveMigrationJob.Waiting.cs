namespace Simulator.Migrations;

public sealed partial class LiveMigrationJob
{
    /// <summary>
    /// Memory has converged, device state has not: dirtied memory follows at its own rate until the downtime, the share of the network or
    /// the throttling changes.
    /// </summary>
    private void StartTrickle()
    {
        OpenRound(RoundKind.Trickle);
        stream.Flow(dirty.Rate);
        PlanThrottle();
    }

    private void FollowTrickle()
    {
        if (Elapsed >= phaseEnd)
        {
            double bytes = dirty.Rate * CpuThrottle.PeriodMin / TimeSpan.TicksPerSecond;
            throttle.Observe(bytes, bytes, CpuThrottle.PeriodMin);
            SetDirtyRate();
            PlanThrottle();
        }

        long pending = dirty.Within(RoundMin);
        if (stream.Demand == dirty.Rate && stream.Rate >= dirty.Rate && !MaySwitchOver(pending, stream.Ceiling))
        {
            // No share of the network would do: the usual case, and cheap to tell.
            return;
        }

        double rate = stream.Offer();
        bool isDone = MaySwitchOver(pending, rate);
        if (!isDone && dirty.Rate < rate && stream.Demand == dirty.Rate)
        {
            return;
        }

        stream.Stop();
        AddRound(stream.BytesMoved - movedBefore);
        roundRate = rate;
        if (isDone)
        {
            StartBlackout(pending);
        }
        else if (dirty.Rate < rate)
        {
            StartTrickle();
        }
        else
        {
            StartRound(RoundKind.PreCopy, Math.Max(1, pending));
        }
    }

    private void PlanThrottle() =>
        phaseEnd = throttle.CanRise && dirty.Rate > 0 ? Elapsed + CpuThrottle.PeriodMin : long.MaxValue;

    /// <summary>Each round would be like the last: lets them pass as one transfer until something changes.</summary>
    private void StartBatch(long bytes)
    {
        StartRound(RoundKind.PreCopy, bytes);
        stream.Stop();
        isBatch = true;
        stream.Flow(double.PositiveInfinity);
    }

    /// <summary>Turns the batch into the rounds that have passed and the one that goes on.</summary>
    private void BreakBatch()
    {
        if (!isBatch)
        {
            return;
        }

        long moved = stream.BytesMoved - movedBefore;
        isBatch = false;
        stream.Stop();
        long passed = moved / roundBytes;
        long part = moved - (passed * roundBytes);
        if (roundBytes - part <= passed + 1)
        {
            // What is missing is the rounding of the rounds before.
            passed++;
            part = 0;
        }

        if (part == 0 && passed > 0)
        {
            passed--;
            part = roundBytes;
        }

        ResumeRound(passed, part);
    }

    private void ResumeRound(long passed, long part)
    {
        long now = Elapsed;
        long current = Math.Min(now - roundStart, (long)Math.Round(part / roundRate * TimeSpan.TicksPerSecond));
        long start = roundStart;
        if (passed > 0)
        {
            TimeSpan span = TimeSpan.FromTicks(now - current - start);
            rounds.Add(new MigrationRound(phase, TimeSpan.FromTicks(start), span, passed * roundBytes, throttle.Percent, passed));
        }

        roundStart = now - current;
        movedBefore += passed * roundBytes;
        dirty.Restart(started + roundStart);
        if (part < roundBytes)
        {
            stream.Send(roundBytes - part);
        }
    }
}
