using Model.Configuration;
using Simulator.Migrations;
using Xunit;

namespace Simulator.Tests.Migrations;

public sealed class DowntimeTableTests
{
    [Fact]
    public void The_default_table_of_two_gibibytes_rises_from_50_to_500_ms_in_1500_s()
    {
        MigrationSettings settings = new(new LibvirtOptions(), 2048);

        Assert.Equal(
            [(0, 50), (150, 95), (300, 140), (450, 185), (600, 230), (750, 275), (900, 320), (1050, 365), (1200, 410), (1350, 455), (1500, 500)],
            settings.DowntimeSteps().Select(step => (step.Seconds, step.Milliseconds)));
        Assert.Equal(1600, settings.CompletionTimeout);
    }

    [Theory]
    [InlineData(512, 2.0, 1600)]
    [InlineData(3072, 3.0, 2400)]
    [InlineData(2560, 2.5, 2000)]
    public void Small_guests_count_as_two_gibibytes(int megabytes, double gigabytes, int timeout)
    {
        MigrationSettings settings = new(new LibvirtOptions(), megabytes);

        Assert.Equal((gigabytes, timeout), (settings.DataGigabytes, settings.CompletionTimeout));
    }

    [Fact]
    public void Copied_disks_count_with_at_least_two_gibibytes_each()
    {
        MigrationSettings settings = new(new LibvirtOptions(), 4096, [Lab.Gibibyte, 10 * Lab.Gibibyte]);

        Assert.Equal(16.0, settings.DataGigabytes);
    }

    [Fact]
    public void Fractions_are_cut_as_Python_cuts_them()
    {
        // Nova's own example: 3 GiB, 400 ms in 10 steps, 30 s a GiB.
        LibvirtOptions options = new() { LiveMigrationDowntime = 400, LiveMigrationDowntimeDelay = 30 };

        Assert.Equal(
            [(0, 40), (90, 76), (180, 112), (270, 148), (360, 184), (450, 220), (540, 256), (630, 292), (720, 328), (810, 364), (900, 400)],
            new MigrationSettings(options, 3072).DowntimeSteps().Select(step => (step.Seconds, step.Milliseconds)));
    }
}
