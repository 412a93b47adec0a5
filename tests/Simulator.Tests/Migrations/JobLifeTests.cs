using Model.Configuration;
using Simulator.Kernel;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>A job's life seen by the flow that runs it.</summary>
public sealed class JobLifeTests
{
    private static readonly GuestMemory Idle = new() { Bytes = 4 * Lab.Gibibyte };
    private readonly Lab lab = new(Lab.Gibibyte);

    [Fact]
    public void A_flow_can_run_a_job_within_its_own_process_and_goes_on_when_the_monitor_has_noticed()
    {
        LiveMigrationJob job = lab.Job(Idle with { Bytes = (4 * Lab.Gibibyte) + (100 * Lab.Mebibyte) });
        double noticed = 0;
        lab.Env.Process(Flow());

        lab.Env.Run();

        Assert.Equal(14.5, noticed);
        Assert.Equal((MigrationStatus.Completed, true), (job.Status, job.HasEnded));

        IEnumerable<Event> Flow()
        {
            yield return lab.Env.TimeoutD(10);
            foreach (Event step in job.Run())
            {
                yield return step;
            }

            noticed = lab.Env.NowD;
        }
    }

    [Fact]
    public void An_interruption_of_the_process_breaks_the_job()
    {
        LiveMigrationJob job = lab.Job(Idle);
        Process process = lab.Env.Process(job.Run());
        lab.At(1.25, () => process.Interrupt("host crashed"));

        lab.Env.Run();

        Assert.Equal((MigrationOutcome.Failed, Lab.Gibibyte * 5 / 4), (job.Report.Outcome, job.Report.BytesMoved));
        Assert.Equal("The migration was interrupted: host crashed", job.Report.Reason);
    }

    [Fact]
    public void A_job_that_is_aborted_before_it_starts_moves_nothing()
    {
        LiveMigrationJob job = lab.Job(Idle);
        Assert.Equal(MigrationStatus.Pending, job.Status);
        Assert.False(job.ForceComplete());
        Assert.Throws<InvalidOperationException>(() => job.Report);
        Assert.True(job.Abort());

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.Aborted, 0L, TimeSpan.Zero), (report.Outcome, report.BytesMoved, report.NoticedAfter));
        Assert.Throws<InvalidOperationException>(() => job.Run().First());
    }

    [Fact]
    public void An_abort_in_the_blackout_lets_the_guest_run_on_where_it_was()
    {
        // The device's 30 MiB take 29 ms from 4 s on; aborted in their midst.
        LiveMigrationJob job = lab.Job(Idle, devices: [new("vf", 30 * Lab.Mebibyte)]);
        lab.At(4.01, () => Assert.True(job.Abort()));

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.Aborted, RoundKind.Blackout), (report.Outcome, report.Rounds[^1].Kind));
        Lab.Near(0.01, report.Downtime, 1e-6);
    }

    [Fact]
    public void Disks_of_a_block_migration_go_first_and_their_copy_cannot_be_switched_to_post_copy()
    {
        LibvirtOptions options = new() { LiveMigrationPermitPostCopy = true };
        MigrationSettings settings = new(options, 4096, [3 * Lab.Gibibyte, 3 * Lab.Gibibyte]);
        LiveMigrationJob job = new(lab.Env, lab.Network, [lab.Link], Idle with { DirtyRate = 1e6 }, settings);
        lab.At(2, () => Assert.True(job.ForceComplete()));

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.Completed, false), (report.Outcome, report.WasForced));
        Assert.Equal([RoundKind.Disks, RoundKind.PreCopy, RoundKind.Blackout], report.Rounds.Select(round => round.Kind));
        Lab.Near(10, report.Rounds[^1].Start);
    }

    [Fact]
    public void A_timeout_that_forces_during_the_copy_of_disks_asks_again_until_post_copy_starts()
    {
        // Goal: 8 GiB count, so the timeout acts at 8.5 s and its request is refused at 9 s and later; 4.2 GiB of disk at a quarter of
        // a GiB/s are through at 16.8 s; the request of the look at 17 s succeeds.
        LibvirtOptions options = new()
        {
            LiveMigrationPermitPostCopy = true, LiveMigrationCompletionTimeout = 1, LiveMigrationTimeoutAction = "force_complete",
        };
        MigrationSettings settings = new(options, 4096, [(long)(4.2 * Lab.Gibibyte)]);
        LiveMigrationJob job = new(lab.Env, lab.Network, [lab.Link], Idle with { DirtyRate = Lab.Gibibyte }, settings);
        lab.Network.SetCapacity(lab.Link, Lab.Gibibyte / 4.0);

        MigrationReport report = lab.Run(job);

        Assert.Equal((8, MigrationOutcome.PostCopied), (settings.CompletionTimeout, report.Outcome));
        Assert.Equal([RoundKind.Disks, RoundKind.PreCopy, RoundKind.PostCopy], report.Rounds.Select(round => round.Kind));
        Assert.Equal(TimeSpan.FromSeconds(17), report.Rounds[^1].Start);
    }

    [Fact]
    public void A_guest_without_data_moves_in_no_time_but_the_overhead()
    {
        LiveMigrationJob job = lab.Job(
            new GuestMemory { Bytes = 0 }, with: settings => settings with { SwitchoverOverhead = TimeSpan.FromMilliseconds(30) });

        MigrationReport report = lab.Run(job);

        Assert.Equal((TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(30)), (report.TotalTime, report.Downtime));
    }
}
