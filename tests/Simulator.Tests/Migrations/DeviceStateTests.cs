using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

public sealed class DeviceStateTests
{
    private readonly Lab lab = new();

    [Fact]
    public void Small_device_state_lengthens_the_blackout()
    {
        // 25 MB take 20 ms of the 50 ms that hold after the first half second.
        MigrationReport report = lab.Run(lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte }, devices: [new("vf", 25_000_000)]));

        Assert.Equal(MigrationOutcome.Completed, report.Outcome);
        Lab.Near(0.02, report.Downtime, 1e-6);
        Lab.Near((2 * Lab.Gibibyte / Lab.TenGigabit) + 0.02, report.TotalTime);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20_000_000)]
    [InlineData(1_000_000_000)]
    public void State_that_does_not_fit_waits_until_the_downtime_has_grown(int dirtyRate)
    {
        // Goal: 100 MB need 80 ms; a 2 GiB guest is permitted 95 ms from 150.5 s on. Meanwhile memory stays converged, without polling.
        GuestMemory memory = new() { Bytes = 2 * Lab.Gibibyte, DirtyRate = dirtyRate };

        MigrationReport report = lab.Run(lab.Job(memory, devices: [new("vf", 100_000_000)]));

        Assert.Equal((MigrationOutcome.Completed, 95), (report.Outcome, report.DowntimeLimit));
        Lab.Near(150.5 + 0.08, report.TotalTime, 0.002);
        Lab.Near(0.08, report.Downtime, 0.001);
        Assert.True(lab.Env.ProcessedEvents < 600, $"{lab.Env.ProcessedEvents} events");
        MigrationRound trickle = Assert.Single(report.Rounds, round => round.Kind == RoundKind.Trickle);
        Assert.InRange(trickle.Bytes, (dirtyRate * trickle.Duration.TotalSeconds) - 2, (dirtyRate * trickle.Duration.TotalSeconds) + 2);
        Assert.Equal(report.BytesMoved, report.Rounds.Sum(round => round.Bytes));
    }

    [Fact]
    public void State_that_never_fits_ends_in_the_completion_timeout_and_forcing_does_not_help()
    {
        DeviceState[] devices = [new("vgpu", 4 * Lab.Gibibyte)];
        MigrationReport aborted = lab.Run(lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte }, devices: devices));
        LibvirtOptions force = new() { LiveMigrationTimeoutAction = "force_complete" };
        LiveMigrationJob forced = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte, DirtyRate = 1e6 }, force, devices);
        lab.At(2000, () => Assert.True(forced.Abort()));
        MigrationReport report = lab.Run(forced);

        Assert.Equal((MigrationOutcome.TimedOut, TimeSpan.FromSeconds(1600.5)), (aborted.Outcome, aborted.TotalTime));
        Assert.Equal((MigrationOutcome.Aborted, true), (report.Outcome, report.WasForced));
        Assert.Equal(TimeSpan.FromSeconds(2000 - 1601), report.Downtime);
    }

    [Fact]
    public void A_device_with_pre_copy_moves_most_of_its_state_beforehand()
    {
        MigrationReport report = lab.Run(
            lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte }, devices: [new("vgpu", 12_500_000, PreCopyBytes: 2_000_000_000)]));

        Lab.Near(0.01, report.Downtime, 1e-6);
        Assert.Equal((2 * Lab.Gibibyte) + 2_012_500_000, report.BytesMoved);
    }

    [Fact]
    public void A_share_that_grows_lets_a_waiting_device_through()
    {
        // Goal: 50 MB need 40 ms of the whole link and 80 ms of half of it; the other migration ends first.
        LiveMigrationJob job = lab.Job(new GuestMemory { Bytes = 2 * Lab.Gibibyte, DirtyRate = 1e6 }, devices: [new("vf", 50_000_000)]);
        LiveMigrationJob other = lab.Job(new GuestMemory { Bytes = 8 * Lab.Gibibyte });
        lab.Env.Process(other.Run());

        MigrationReport report = lab.Run(job);

        Assert.Equal((MigrationOutcome.Completed, 50), (report.Outcome, report.DowntimeLimit));
        Assert.Equal(other.Report.TotalTime.TotalSeconds + report.Downtime.TotalSeconds, report.TotalTime.TotalSeconds, 0.002);
    }

    [Fact]
    public void Auto_converge_throttles_a_guest_whose_device_keeps_it_waiting()
    {
        // Two looks a second apart for each step: 20 % after two seconds of waiting, 99 % after 18.
        GuestMemory memory = new() { Bytes = 2 * Lab.Gibibyte, DirtyRate = 1e6 };
        LibvirtOptions options = new() { LiveMigrationPermitAutoConverge = true };

        MigrationReport report = lab.Run(lab.Job(memory, options, [new("vf", 100_000_000)]));

        Assert.Equal((MigrationOutcome.Completed, 99), (report.Outcome, report.Throttle));
    }
}
