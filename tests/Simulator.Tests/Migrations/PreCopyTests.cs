using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>Closed forms of pre-copy, and the looks of Nova's monitor.</summary>
public sealed class PreCopyTests
{
    private readonly Lab lab = new();

    [Theory]
    [InlineData(4, 0.0)]
    [InlineData(4, 0.1)]
    [InlineData(16, 0.5)]
    [InlineData(64, 0.8)]
    [InlineData(256, 0.9)]
    public void A_guest_that_dirties_less_than_the_link_carries_converges_geometrically(int gibibytes, double ratio)
    {
        // Goal: round i sends V·q^i in V·q^i/b; the pause is the first that fits into the permitted downtime.
        // Method: the closed form, with the permitted downtime read off the table of the same guest.
        double bandwidth = Lab.TenGigabit;
        long memory = gibibytes * Lab.Gibibyte;
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = memory, DirtyRate = ratio * bandwidth });

        MigrationReport report = lab.Run(job);

        int rounds = report.Rounds.Count(round => round.Kind == RoundKind.PreCopy);
        double first = memory / bandwidth;
        double copied = first * (1 - Math.Pow(ratio, rounds)) / (1 - ratio);
        double pause = first * Math.Pow(ratio, rounds);
        Assert.Equal(MigrationOutcome.Completed, report.Outcome);
        Lab.Near(copied + pause, report.TotalTime);
        Lab.Near(pause, report.Downtime, 1e-5);
        double limit = Permitted(memory, copied) / 1000.0;
        Assert.True(pause <= limit);
        Assert.True(rounds == 1 || pause / ratio > limit);
    }

    [Fact]
    public void Rounds_are_bounded_by_the_working_set_and_wait_for_the_downtime_to_grow()
    {
        // Goal: a guest that dirties faster than the link carries is stopped when its working set fits into the permitted downtime.
        // Method: 150 MB take 120 ms at 1.25 GB/s; of 8 GiB, the table permits 140 ms after two steps of 600 s.
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 8 * Lab.Gibibyte, DirtyRate = 5e9, WorkingSet = 150_000_000 });

        MigrationReport report = lab.Run(job);

        Assert.Equal(MigrationOutcome.Completed, report.Outcome);
        Lab.Near(0.12, report.Downtime, 1e-5);
        Assert.Equal(140, report.DowntimeLimit);
        Assert.InRange(report.TotalTime.TotalSeconds, 1200.5 + 0.12, 1200.5 + 0.24 + 0.001);
        Assert.True(report.Rounds.Count < 20, "equal rounds are one entry");
    }

    [Theory]
    [InlineData("abort", MigrationOutcome.TimedOut)]
    [InlineData("force_complete", MigrationOutcome.Completed)]
    public void A_guest_that_never_converges_meets_the_completion_timeout(string action, MigrationOutcome outcome)
    {
        // Goal: after 1600 s for 2 GiB, strictly, so at the look at 1600.5 s; forcing takes one look more and pauses the guest.
        LibvirtOptions options = new() { LiveMigrationTimeoutAction = action };
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte, DirtyRate = 2 * Lab.TenGigabit }, options);

        MigrationReport report = lab.Run(job);

        Assert.Equal(outcome, report.Outcome);
        if (outcome == MigrationOutcome.TimedOut)
        {
            Assert.Equal(TimeSpan.FromSeconds(1600.5), report.TotalTime);
            Assert.Equal(TimeSpan.FromSeconds(1601), report.NoticedAfter);
            Assert.Equal(TimeSpan.Zero, report.Downtime);
            Assert.Equal(MigrationStatus.Cancelled, job.Status);
        }
        else
        {
            double rest = report.TotalTime.TotalSeconds - 1601;
            Assert.True(report.WasForced);
            Assert.InRange(rest, 0, 2 * 2 * Lab.Gibibyte / Lab.TenGigabit);
            Lab.Near(rest, report.Downtime, 1e-6);
        }
    }

    [Fact]
    public void Without_a_completion_timeout_only_a_request_ends_a_guest_that_never_converges()
    {
        LibvirtOptions options = new() { LiveMigrationCompletionTimeout = 0 };
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte, DirtyRate = 2 * Lab.TenGigabit }, options);
        lab.At(100_000.2, () => Assert.True(job.Abort()));

        MigrationReport report = lab.Run(job);

        Assert.Equal(MigrationOutcome.Aborted, report.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(100_000.2), report.TotalTime);
        Assert.Equal(TimeSpan.FromSeconds(100_000.5), report.NoticedAfter);
        Assert.InRange(report.BytesMoved, 100_000.2 * Lab.TenGigabit * 0.999999, 100_000.2 * Lab.TenGigabit * 1.000001);
        Assert.True(lab.Env.ProcessedEvents < 200, $"{lab.Env.ProcessedEvents} events");
    }

    [Fact]
    public void A_request_to_complete_by_force_pauses_the_guest_at_the_next_look()
    {
        // Goal: 4 GiB at 1 GiB/s, dirtied as fast as that; asked at 2.3 s, paused at 2.5 s with 1.5 GiB to go and 2.5 GiB dirty.
        Lab slow = new(Lab.Gibibyte);
        LiveMigrationJob job = slow.Job(new GuestMemory { Bytes = 4 * Lab.Gibibyte, DirtyRate = Lab.Gibibyte });
        slow.At(2.3, () => Assert.True(job.ForceComplete()));

        MigrationReport report = slow.Run(job);

        Assert.Equal(MigrationOutcome.Completed, report.Outcome);
        Assert.True(report.WasForced);
        Lab.Near(4, report.Downtime, 1e-5);
        Lab.Near(6.5, report.TotalTime, 1e-5);
    }

    [Fact]
    public void An_aborted_guest_that_was_paused_runs_again_when_the_monitor_notices()
    {
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 64 * Lab.Gibibyte, DirtyRate = 1e9 });
        lab.At(1.5, () => job.ForceComplete());
        lab.At(2.1, () => Assert.True(job.Abort("changed my mind")));

        MigrationReport report = lab.Run(job);

        Assert.Equal(("changed my mind", MigrationOutcome.Aborted), (report.Reason, report.Outcome));
        Assert.Equal(TimeSpan.FromSeconds(1), report.Downtime);
        Assert.False(job.Abort());
        Assert.False(job.ForceComplete());
    }

    [Fact]
    public void The_bandwidth_option_holds_while_the_guest_runs_and_not_in_the_blackout()
    {
        // Goal: 100 MiB/s for the rounds; the pause is predicted at that rate and takes place at the link's.
        LibvirtOptions options = new() { LiveMigrationBandwidth = 100 };
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte, DirtyRate = 10 * Lab.Mebibyte }, options);

        MigrationReport report = lab.Run(job);

        Lab.Near(20.48, report.Rounds[0].Duration);
        MigrationRound blackout = report.Rounds[^1];
        Assert.True(blackout.Bytes <= 100 * Lab.Mebibyte * 0.05);
        Lab.Near(blackout.Bytes / Lab.TenGigabit, blackout.Duration, 1e-6);
    }

    [Fact]
    public void Connections_multiply_what_one_carries()
    {
        LibvirtOptions options = new() { LiveMigrationParallelConnections = 4 };
        LiveMigrationJob job = lab.Job(
            new GuestMemory { Bytes = 4 * Lab.Gibibyte }, options, with: settings => settings with { ConnectionRate = 2e8 });

        Lab.Near(4 * Lab.Gibibyte / 8e8, lab.Run(job).TotalTime);
    }

    private static int Permitted(long memory, double seconds) =>
        new MigrationSettings(new LibvirtOptions(), memory / Lab.Mebibyte).DowntimeSteps()
            .Where(step => Math.Floor(seconds * 2) / 2 > step.Seconds)
            .Select(step => step.Milliseconds)
            .DefaultIfEmpty(300)
            .Last();
}
