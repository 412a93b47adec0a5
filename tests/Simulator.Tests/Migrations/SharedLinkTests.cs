using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

/// <summary>Jobs that share the network, and faults of it.</summary>
public sealed class SharedLinkTests
{
    private readonly Lab lab = new(Lab.Gibibyte);

    [Fact]
    public void Two_migrations_over_one_link_take_each_twice_as_long()
    {
        // Goal: two equal guests of 8 GiB with r = b/8 behave as one with half the bandwidth: q = 1/4.
        GuestMemory memory = new() { Bytes = 8 * Lab.Gibibyte, DirtyRate = Lab.Gibibyte / 8.0 };
        LiveMigrationJob[] jobs = [lab.Job(memory), lab.Job(memory)];

        foreach (LiveMigrationJob job in jobs)
        {
            lab.Env.Process(job.Run());
        }

        lab.Env.Run();

        double copied = 16 * (1 - Math.Pow(0.25, 5)) / 0.75;
        double pause = 16 * Math.Pow(0.25, 5);
        Assert.All(jobs, job => Lab.Near(copied + pause, job.Report.TotalTime));
        Assert.All(jobs, job => Lab.Near(pause, job.Report.Downtime, 1e-4));
    }

    [Fact]
    public void A_migration_speeds_up_when_the_other_has_ended()
    {
        // Goal: 4 GiB beside 2 GiB, both idle guests: half the link until 4 s, all of it for the last 2 GiB.
        LiveMigrationJob large = lab.Job(new GuestMemory { Bytes = 4 * Lab.Gibibyte });
        LiveMigrationJob small = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte });
        lab.Env.Process(large.Run());
        lab.Env.Process(small.Run());

        lab.Env.Run();

        Lab.Near(4, small.Report.TotalTime);
        Lab.Near(6, large.Report.TotalTime);
    }

    [Fact]
    public void A_broken_connection_fails_the_job_and_leaves_the_link_to_others()
    {
        LiveMigrationJob broken = lab.Job(new GuestMemory { Bytes = 8 * Lab.Gibibyte, DirtyRate = 1e6 });
        LiveMigrationJob other = lab.Job(new GuestMemory { Bytes = 4 * Lab.Gibibyte });
        lab.At(2.25, () => Assert.True(broken.Fail("connection reset")));
        lab.Env.Process(broken.Run());
        lab.Env.Process(other.Run());

        lab.Env.Run();

        Assert.Equal((MigrationOutcome.Failed, "connection reset"), (broken.Report.Outcome, broken.Report.Reason));
        Assert.Equal(TimeSpan.FromSeconds(2.25), broken.Report.TotalTime);
        Assert.Equal(TimeSpan.FromSeconds(2.5), broken.Report.NoticedAfter);
        Assert.Equal((long)(1.125 * Lab.Gibibyte), broken.Report.BytesMoved);
        Assert.Equal(broken.Report.BytesMoved, broken.Report.Rounds.Sum(round => round.Bytes));
        Lab.Near(2.25 + 2.875, other.Report.TotalTime);
    }

    [Fact]
    public void A_link_that_stays_down_ends_in_the_completion_timeout()
    {
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 4 * Lab.Gibibyte });
        lab.At(1, () => lab.Network.SetCapacity(lab.Link, 0));

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.TimedOut, Lab.Gibibyte), (report.Outcome, report.BytesMoved));
        Assert.Equal(TimeSpan.FromSeconds(3200.5), report.TotalTime);
    }

    [Fact]
    public void Rounds_that_were_skipped_end_when_the_share_changes()
    {
        // Goal: equal rounds pass as one; a second migration halves the rate in the middle, and all bytes are still accounted for.
        GuestMemory memory = new() { Bytes = 4 * Lab.Gibibyte, DirtyRate = 4e9, WorkingSet = Lab.Gibibyte };
        LiveMigrationJob job = lab.Job(memory);
        LiveMigrationJob late = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte });
        lab.At(100.4, () => lab.Env.Process(late.Run()));
        lab.At(200.3, () => job.Abort());

        MigrationReport report = lab.Run(job);

        Assert.Equal(report.BytesMoved, report.Rounds.Sum(round => round.Bytes));
        Lab.Near(4, late.Report.TotalTime);
        Assert.InRange(report.BytesMoved, (198.3 * Lab.Gibibyte) - 1000, (198.3 * Lab.Gibibyte) + 1000);
        Assert.Equal(report.TotalTime, report.Rounds.Aggregate(TimeSpan.Zero, (sum, round) => sum + round.Duration));
    }
}
