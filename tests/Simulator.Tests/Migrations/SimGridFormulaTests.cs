using CsCheck;
using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>
/// Against the pre-copy formula of SimGrid's live-migration plugin: whole rounds, a dirty set that grows with the dirty rate up to a cap,
/// a threshold of measured bandwidth times the permitted downtime. Its downtime is constant, as is ours within the first step. Our times
/// are whole ticks of 100 ns, rounded up, which adds up over the rounds: hence the tolerances.
/// </summary>
public sealed class SimGridFormulaTests
{
    [Fact]
    public void Total_time_pause_and_bytes_are_those_of_SimGrid()
    {
        var cases = Gen.Select(Gen.Long[1L << 28, 1L << 36], Gen.Double[0, 0.95], Gen.Double[0.01, 1], Gen.Double[1e8, 1e10]);
        int compared = 0;
        foreach ((long memory, double ratio, double share, double bandwidth) in Lab.Draw(cases, 1000))
        {
            GuestMemory guest = new() { Bytes = memory, DirtyRate = ratio * bandwidth, WorkingSet = (long)(share * memory) };
            compared += Compare(guest, bandwidth) ? 1 : 0;
        }

        Assert.True(compared > 900, $"{compared} compared");
    }

    /// <summary>Compares one guest; one that takes longer than the single step of our table is left out.</summary>
    private static bool Compare(GuestMemory guest, double bandwidth)
    {
        // One long step: a tenth of the downtime from 0.5 s on, and before.
        LibvirtOptions options = new() { LiveMigrationDowntimeDelay = 1_000_000, LiveMigrationDowntime = 500 };
        MigrationSettings settings = new(options, guest.Bytes >> 20) { InitialDowntime = 50 };
        (double total, double pause, double bytes) = SimGrid(guest, bandwidth, 0.05);
        if (total > 20_000)
        {
            return false;
        }

        Lab lab = new(bandwidth);
        MigrationReport report = lab.Run(new LiveMigrationJob(lab.Env, lab.Network, [lab.Link], guest, settings));

        Assert.Equal(MigrationOutcome.Completed, report.Outcome);
        Assert.Equal(total, report.TotalTime.TotalSeconds, 1e-3);
        Assert.Equal(pause, report.Downtime.TotalSeconds, 1e-4);
        Assert.InRange(report.BytesMoved, bytes * (1 - 1e-5), bytes * (1 + 1e-5));
        return true;
    }

    private static (double Total, double Pause, double Bytes) SimGrid(GuestMemory guest, double bandwidth, double downtimeMax)
    {
        double cap = guest.WorkingSet!.Value;
        double moved = guest.Bytes;
        double total = guest.Bytes / bandwidth;
        double updated = Math.Min(cap, guest.DirtyRate * total);
        while (updated > bandwidth * downtimeMax && total < 30_000)
        {
            double time = updated / bandwidth;
            moved += updated;
            total += time;
            updated = Math.Min(cap, guest.DirtyRate * time);
        }

        return (total + (updated / bandwidth), updated / bandwidth, moved + updated);
    }
}
