using CsCheck;
using Model.Configuration;
using Simulator.Migrations;
using Testing;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>What holds of every job, whatever happens to it.</summary>
public sealed class JobPropertyTests
{
    [Fact]
    public void Random_migrations_conserve_bytes_and_time_and_keep_to_the_permitted_downtime()
    {
        Gen<GuestMemory> memory = Gen.Select(
            Gen.Long[0, 16L << 30], Gen.Double[0, 3e9], Gen.Long[0, 4L << 30],
            (bytes, rate, set) => new GuestMemory { Bytes = bytes, DirtyRate = rate, WorkingSet = set });
        Gen<(GuestMemory Memory, int Device, int Event, double At, double Start)> guest =
            Gen.Select(memory, Gen.Int[0, 200_000_000], Gen.Int[0, 5], Gen.Double[0, 400], Gen.Double[0, 60]);
        Gen<LibvirtOptions> options = Gen.Select(
            Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 400],
            (postCopy, converge, force, bandwidth) => new LibvirtOptions
            {
                LiveMigrationPermitPostCopy = postCopy,
                LiveMigrationPermitAutoConverge = converge,
                LiveMigrationTimeoutAction = force ? "force_complete" : "abort",
                LiveMigrationBandwidth = bandwidth,
            });
        Gen.Select(options, guest.Array[1, 5]).Holds(
            (chosen, guests) =>
            {
                Lab lab = new();
                LiveMigrationJob[] jobs = [.. guests.Select(one => Start(lab, chosen, one))];
                lab.Env.Run(TimeSpan.FromSeconds(100_000));
                for (int index = 0; index < jobs.Length; index++)
                {
                    jobs[index].Fail("end of the test");
                    Check(jobs[index].Report, guests[index].Device);
                }
            },
            iter: 300);
    }

    private static LiveMigrationJob Start(
        Lab lab, LibvirtOptions options, (GuestMemory Memory, int Device, int Event, double At, double Start) guest)
    {
        // Half of the guests have a device; those are refused when post-copy is permitted.
        DeviceState[] devices = guest.Device % 2 == 0 ? [] : [new("vf", guest.Device)];
        LiveMigrationJob job = lab.Job(guest.Memory, options, devices);
        lab.At(guest.Start, () => lab.Env.Process(job.Run()));
        lab.At(guest.At, () => _ = guest.Event switch
        {
            0 => job.Abort(),
            1 => job.Fail("fault"),
            2 => job.ForceComplete(),
            _ => false,
        });
        return job;
    }

    private static void Check(MigrationReport report, int device)
    {
        Assert.Equal(report.BytesMoved, report.Rounds.Sum(round => round.Bytes));
        Assert.InRange(report.NoticedAfter, report.TotalTime, report.TotalTime + TimeSpan.FromSeconds(0.5));
        Assert.InRange(report.Downtime, TimeSpan.Zero, report.NoticedAfter);
        TimeSpan end = TimeSpan.Zero;
        foreach (MigrationRound round in report.Rounds)
        {
            Assert.True(round.Start >= end && round.Duration >= TimeSpan.Zero && round.Repeats > 0, "rounds follow each other");
            end = round.Start + round.Duration;
        }

        Assert.True(end <= report.TotalTime);
        if (report.Outcome == MigrationOutcome.Completed && !report.WasForced && report.Reason.Length == 0)
        {
            // The share may shrink during the blackout when other migrations start: five of them at most here.
            double limit = (report.DowntimeLimit / 1000.0 * 5) + 1e-6;
            Assert.True(report.Downtime.TotalSeconds <= limit, $"{report.Downtime} with {device} bytes of device state");
        }
    }
}
