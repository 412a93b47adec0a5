using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

public sealed class PostCopyTests
{
    private static readonly LibvirtOptions Permitted = new() { LiveMigrationPermitPostCopy = true };
    private static readonly GuestMemory Busy = new() { Bytes = 4 * Lab.Gibibyte, DirtyRate = Lab.Gibibyte / 2.0, WorkingSet = Lab.Gibibyte };
    private readonly Lab lab = new(Lab.Gibibyte);

    [Fact]
    public void Forcing_moves_the_guest_at_once_and_the_rest_follows_once()
    {
        // Goal: asked at 1.2 s, switched at 1.5 s with 2.5 GiB unsent and 0.75 GiB dirtied: 3.25 s more, a pause of the overhead only.
        LiveMigrationJob job = lab.Job(Busy, Permitted, with: settings => settings with { SwitchoverOverhead = TimeSpan.FromSeconds(0.02) });
        lab.At(1.2, () => Assert.True(job.ForceComplete()));
        lab.At(2, () => Assert.Equal((MigrationStatus.PostCopy, false, false), (job.Status, job.Abort(), job.ForceComplete())));

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.PostCopied, true), (report.Outcome, report.WasForced));
        Assert.Equal(TimeSpan.FromSeconds(0.02), report.Downtime);
        Lab.Near(1.5 + 0.02 + 3.25, report.TotalTime, 1e-5);
        Assert.Equal([RoundKind.PreCopy, RoundKind.PostCopy], report.Rounds.Select(round => round.Kind));
        Assert.Equal(report.BytesMoved, report.Rounds.Sum(round => round.Bytes));
    }

    [Fact]
    public void The_completion_timeout_forces_by_post_copy_and_then_no_longer_counts()
    {
        LibvirtOptions options = Permitted with { LiveMigrationTimeoutAction = "force_complete", LiveMigrationCompletionTimeout = 1 };
        LiveMigrationJob job = lab.Job(Busy with { Bytes = 16 * Lab.Gibibyte }, options);

        MigrationReport report = lab.Run(job);

        // 16 s, seen at 16.5 s, done at 17 s: one second into the round that sends the working set, with half of it dirty again.
        Assert.Equal(MigrationOutcome.PostCopied, report.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(17), report.Rounds[^1].Start);
    }

    [Fact]
    public void A_failure_after_the_switch_loses_the_guest()
    {
        LiveMigrationJob job = lab.Job(Busy, Permitted);
        lab.At(1, () => job.ForceComplete());
        lab.At(2, () => job.Fail("source host crashed"));

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.Failed, true), (report.Outcome, report.GuestLost));
    }

    [Fact]
    public void A_guest_with_persistent_memory_is_paused_instead()
    {
        LiveMigrationJob job = lab.Job(Busy, Permitted, with: settings => settings with { HasPersistentMemory = true });
        lab.At(1, () => job.ForceComplete());

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.Completed, true), (report.Outcome, report.WasForced));
    }

    [Fact]
    public void Qemu_refuses_post_copy_with_a_vfio_device_and_accepts_it_for_a_paused_guest()
    {
        DeviceState[] devices = [new("0000:81:00.2", 1_000_000)];
        MigrationReport refused = lab.Run(lab.Job(Busy, Permitted, devices));
        MigrationReport paused = lab.Run(lab.Job(Busy, Permitted, devices, settings => settings with { GuestIsPaused = true }));

        Assert.Equal((MigrationOutcome.Failed, TimeSpan.Zero, 0L), (refused.Outcome, refused.TotalTime, refused.BytesMoved));
        Assert.Contains("0000:81:00.2", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(0.5), refused.NoticedAfter);
        Assert.Equal(MigrationOutcome.Completed, paused.Outcome);
    }
}
