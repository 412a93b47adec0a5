using CsCheck;
using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>A job that wakes only when something happens ends as one that polls.</summary>
public sealed class PollingTests
{
    [Fact]
    public void Random_guests_end_as_with_a_monitor_that_polls()
    {
        // Goal: the same outcome, time, downtime and bytes as the slow oracle. Method: random guests that converge, wait for the downtime
        // to grow, never converge, are forced or aborted; with devices too, but then without auto-converge, whose looks at the dirty
        // bitmap fall differently while a device waits.
        Gen<LibvirtOptions> options = Gen.Select(
            Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 1500], Gen.Int[3, 30], Gen.Int[0, 60], Gen.Int[3, 12],
            (postCopy, converge, force, bandwidth, delay, timeout, steps) => new LibvirtOptions
            {
                LiveMigrationPermitPostCopy = postCopy,
                LiveMigrationPermitAutoConverge = converge,
                LiveMigrationTimeoutAction = force ? "force_complete" : "abort",
                LiveMigrationBandwidth = bandwidth < 500 ? 0 : bandwidth,
                LiveMigrationDowntimeDelay = delay,
                LiveMigrationCompletionTimeout = Math.Max(5, timeout),
                LiveMigrationDowntimeSteps = steps,
            });
        Gen<GuestMemory> memory = Gen.Select(
            Gen.Long[1 << 20, 6L << 30], Gen.Double[0, 2e9], Gen.Long[1 << 20, 1L << 30],
            (bytes, rate, set) => new GuestMemory { Bytes = bytes, DirtyRate = rate, WorkingSet = set });
        Gen<double> request = Gen.OneOf(Gen.Const(double.PositiveInfinity), Gen.Double[0.01, 200]);
        var cases = Gen.Select(options, memory, Gen.OneOf(Gen.Const(0L), Gen.Long[1, 600_000_000]), request, request);
        foreach ((LibvirtOptions chosen, GuestMemory guest, long device, double forceAt, double abortAt) in Lab.Draw(cases, 300))
        {
            Compare(Allowed(chosen, device), guest, device, forceAt, abortAt);
        }
    }

    private static LibvirtOptions Allowed(LibvirtOptions options, long device) => device == 0
        ? options
        : options with { LiveMigrationPermitAutoConverge = false, LiveMigrationPermitPostCopy = false };

    private static void Compare(LibvirtOptions options, GuestMemory memory, long device, double forceAt, double abortAt)
    {
        // Forced guests with devices that do not fit would wait for ever.
        double end = Math.Min(abortAt, 500);
        Lab lab = new();
        MigrationSettings settings = new(options, memory.Bytes >> 20);
        DeviceState[] devices = device == 0 ? [] : [new("vf", device)];
        LiveMigrationJob job = new(lab.Env, lab.Network, [lab.Link], memory, settings, devices);
        lab.At(end, () => job.Abort());
        if (double.IsFinite(forceAt))
        {
            lab.At(forceAt, () => job.ForceComplete());
        }

        MigrationReport report = lab.Run(job);
        double endTicks = Math.Round(end * TimeSpan.TicksPerSecond) / TimeSpan.TicksPerSecond;
        PollingMigration oracle = new PollingMigration(memory, settings, Lab.TenGigabit, device, forceAt, endTicks).Run();

        // The job's times are whole ticks, rounded up; short rounds of a millisecond are one flow in it.
        double tolerance = device == 0 ? 1e-3 : 3e-3;
        Assert.Equal(oracle.Outcome, report.Outcome);
        Lab.Near(oracle.TotalTime, report.TotalTime, tolerance);
        if (report.Outcome is MigrationOutcome.Completed or MigrationOutcome.PostCopied)
        {
            Lab.Near(oracle.Downtime, report.Downtime, tolerance);
        }

        double slack = (tolerance * Lab.TenGigabit) + (oracle.BytesMoved * 1e-6);
        Assert.InRange(report.BytesMoved, oracle.BytesMoved - slack, oracle.BytesMoved + slack);
    }
}
