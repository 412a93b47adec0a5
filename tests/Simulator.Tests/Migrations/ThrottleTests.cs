using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

public sealed class ThrottleTests
{
    private readonly Lab lab = new(Lab.Gibibyte);

    [Fact]
    public void Auto_converge_slows_a_guest_down_until_it_converges()
    {
        // Goal: a guest that dirties 1.5 times what the link carries never converges by itself; throttled it does, and the steps are
        // those of QEMU: 20 % after the second round, 10 % more after each second one.
        GuestMemory memory = new() { Bytes = 4 * Lab.Gibibyte, DirtyRate = 1.5 * Lab.Gibibyte };
        Assert.Equal(MigrationOutcome.TimedOut, lab.Run(lab.Job(memory)).Outcome);

        MigrationReport report = lab.Run(lab.Job(memory, new LibvirtOptions { LiveMigrationPermitAutoConverge = true }));

        Assert.Equal(MigrationOutcome.Completed, report.Outcome);
        int[] steps = [.. report.Rounds.Where(round => round.Kind == RoundKind.PreCopy).Select(round => round.Throttle).Distinct()];
        Assert.Equal([0, 20, 30], steps[..3]);
        Assert.Equal(steps[^1], report.Throttle);
        Assert.All(steps.Skip(2).Zip(steps.Skip(1)), pair => Assert.Equal(10, pair.First - pair.Second));
        Assert.Equal([0, 0, 20, 20, 30, 30], report.Rounds.Take(6).Select(round => round.Throttle));
    }

    [Fact]
    public void Throttling_ends_at_99_percent()
    {
        CpuThrottle throttle = new(isOn: true);
        List<int> percents = [];
        for (int look = 0; look < 24; look++)
        {
            throttle.Observe(100, 100, TimeSpan.TicksPerSecond);
            percents.Add(throttle.Percent);
        }

        Assert.Equal([0, 20, 20, 30, 30, 40], percents[..6]);
        Assert.Equal([80, 80, 90, 90, 99, 99, 99, 99], percents[^11..^3]);
        Assert.False(throttle.CanRise);
    }

    [Fact]
    public void Looks_within_a_second_count_as_one_and_a_half_is_not_enough()
    {
        CpuThrottle throttle = new(isOn: true);
        for (int look = 0; look < 10; look++)
        {
            throttle.Observe(100, 100, TimeSpan.TicksPerSecond / 10);
        }

        Assert.Equal(0, throttle.Percent);
        throttle.Observe(50, 100, TimeSpan.TicksPerSecond * 10);
        throttle.Observe(50, 100, TimeSpan.TicksPerSecond * 10);
        throttle.Observe(50, 100, TimeSpan.TicksPerSecond * 10);
        Assert.Equal(20, Twice(throttle));
    }

    [Fact]
    public void Permitted_post_copy_takes_the_place_of_auto_converge()
    {
        LibvirtOptions options = new() { LiveMigrationPermitAutoConverge = true, LiveMigrationPermitPostCopy = true };

        Assert.False(new MigrationSettings(options, 2048).UsesAutoConverge);
    }

    private static int Twice(CpuThrottle throttle)
    {
        throttle.Observe(51, 100, TimeSpan.TicksPerSecond);
        throttle.Observe(51, 100, TimeSpan.TicksPerSecond);
        return throttle.Percent;
    }
}
