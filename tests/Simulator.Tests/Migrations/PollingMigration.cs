using Model.Configuration;
using Simulator.Migrations;

namespace Simulator.Tests.Migrations;

/// <summary>
/// The oracle: one migration over a link of its own, computed the slow way. Nova's monitor really looks every half second and walks its
/// whole downtime table each time; every round is run, however short or like the last.
/// </summary>
internal sealed class PollingMigration(
    GuestMemory memory, MigrationSettings settings, double bandwidth, long deviceBytes, double forceAt, double abortAt)
{
    private const double Look = 0.5;
    private const double RoundMin = 0.001;

    private readonly CpuThrottle throttle = new(settings.UsesAutoConverge);
    private readonly double rate = Math.Min(bandwidth, settings.PreCopyRate);
    private readonly double dirtyMax = Math.Min(memory.WorkingSet ?? memory.Bytes, memory.Bytes);
    private double now;
    private double nextLook;
    private double left = memory.Bytes;
    private double roundBytes = memory.Bytes;
    private double roundStart;
    private double dirty;
    private double downtimeLimit = settings.InitialDowntime;
    private double pausedAt = double.NaN;
    private double blackoutEnd = double.NaN;
    private bool forceAsked;
    private bool forceQueued;

    public MigrationOutcome? Outcome { get; private set; }

    public double TotalTime { get; private set; }

    public double Downtime { get; private set; }

    public double BytesMoved { get; private set; }

    private bool IsPaused => !double.IsNaN(pausedAt);

    private double DirtyRate => IsPaused ? 0 : memory.DirtyRate * throttle.Speed;

    public PollingMigration Run()
    {
        while (Outcome is null)
        {
            double end = double.IsNaN(blackoutEnd)
                ? Math.Max(now + (left / rate), Math.Max(now, roundStart + RoundMin))
                : blackoutEnd;
            double next = Math.Min(Math.Min(end, nextLook), abortAt);
            Advance(next);
            if (next == end)
            {
                EndPhase();
            }
            else if (next == abortAt)
            {
                End(MigrationOutcome.Aborted, pausedAt);
            }
            else
            {
                TakeLook();
                nextLook += Look;
            }
        }

        return this;
    }

    private void Advance(double time)
    {
        double sent = Math.Min(left, (time - now) * (double.IsNaN(blackoutEnd) ? rate : bandwidth));
        left -= sent;
        BytesMoved += sent;
        dirty = Math.Min(dirtyMax, dirty + (DirtyRate * (time - now)));
        now = time;
    }

    private void EndPhase()
    {
        if (!double.IsNaN(blackoutEnd))
        {
            End(MigrationOutcome.Completed, pausedAt);
            return;
        }

        throttle.Observe(dirty, roundBytes, (long)((now - roundStart) * TimeSpan.TicksPerSecond));
        left = dirty;
        if (left + deviceBytes <= rate * downtimeLimit / 1000)
        {
            left += deviceBytes;
            pausedAt = IsPaused ? pausedAt : now;
            blackoutEnd = now + (left / bandwidth);
        }

        roundBytes = left;
        roundStart = now;
        dirty = 0;
    }

    private void TakeLook()
    {
        if (forceQueued && double.IsNaN(blackoutEnd))
        {
            Force();
        }

        forceQueued = false;
        int timeout = (int)(settings.Options.LiveMigrationCompletionTimeout * settings.DataGigabytes);
        if (Outcome is null && timeout != 0 && now > timeout)
        {
            forceQueued = settings.Options.LiveMigrationTimeoutAction == "force_complete";
            if (!forceQueued)
            {
                End(MigrationOutcome.TimedOut, pausedAt);
            }
        }

        foreach (DowntimeStep step in settings.DowntimeSteps())
        {
            downtimeLimit = now > step.Seconds ? step.Milliseconds : downtimeLimit;
        }

        // A request that comes before the next look waits in Nova's queue for it.
        if (!forceAsked && forceAt <= now + Look)
        {
            forceAsked = true;
            forceQueued = true;
        }
    }

    private void Force()
    {
        if (settings.ForcesByPostCopy)
        {
            double rest = Math.Min(memory.Bytes, left + dirty);
            BytesMoved += rest;
            now += rest / bandwidth;
            End(MigrationOutcome.PostCopied, double.NaN);
        }
        else if (!IsPaused)
        {
            pausedAt = now;
        }
    }

    private void End(MigrationOutcome outcome, double paused)
    {
        Outcome = outcome;
        TotalTime = now;
        Downtime = double.IsNaN(paused) ? 0 : now - paused;
    }
}
