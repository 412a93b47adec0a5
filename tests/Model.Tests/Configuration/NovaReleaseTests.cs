using Model.Configuration;
using Xunit;

namespace Model.Tests.Configuration;

public sealed class NovaReleaseTests
{
    [Theory]
    [InlineData("2025.2", 32)]
    [InlineData("flamingo", 32)]
    [InlineData("32", 32)]
    [InlineData("32.0.0", 32)]
    [InlineData("Flamingo 2025.2", 32)]
    [InlineData("2022.2 (Zed)", 26)]
    [InlineData("stable/2023.1", 27)]
    [InlineData("Train", 20)]
    [InlineData("20.6.1", 20)]
    public void Usual_spellings_are_read(string text, int major)
    {
        Assert.True(NovaRelease.TryParse(text, out NovaRelease release));
        Assert.Equal(major, release.Major);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025.3")]
    [InlineData("Flamingo 2025.1")]
    [InlineData("11")]
    [InlineData("35")]
    [InlineData("32.x")]
    [InlineData("newest")]
    public void Others_are_refused(string text) => Assert.False(NovaRelease.TryParse(text, out _));

    [Fact]
    public void The_default_value_is_2025_2_and_releases_order_by_age()
    {
        Assert.Equal(NovaRelease.Default, default);
        Assert.Equal("2025.2 (Flamingo, 32)", NovaRelease.Default.ToString());
        Assert.True(NovaRelease.FromMajor(26) < NovaRelease.Default);
        Assert.Equal([2, 40, 70], new[] { 12, 20, 32 }.Select(major => NovaRelease.FromMajor(major).ServiceVersion));
    }

    [Fact]
    public void Features_switch_with_the_release()
    {
        Assert.False(NovaRelease.FromMajor(31).Features.PciOneTimeUseTag);
        Assert.True(NovaRelease.FromMajor(32).Features.PciOneTimeUseTag);
        Assert.True(NovaRelease.FromMajor(25).Features.NumaPackDefault);
        Assert.False(NovaRelease.FromMajor(26).Features.NumaPackDefault);
        Assert.True(NovaRelease.FromMajor(27).Features.SchedulerAvailabilityZoneFilter);
        Assert.False(NovaRelease.FromMajor(28).Features.SchedulerAvailabilityZoneFilter);
        Assert.Equal(new Version(8, 0, 0), NovaRelease.Default.Features.MinimumLibvirt);
        Assert.Equal(new Version(4, 2, 0), NovaRelease.FromMajor(27).Features.MinimumQemu);
    }
}
