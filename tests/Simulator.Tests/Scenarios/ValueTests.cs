using Simulator.Scenarios.Values;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>Values with units, and host-name patterns.</summary>
public sealed class ValueTests
{
    [Theory]
    [InlineData("30d", 30 * 86_400.0)]
    [InlineData("8h", 28_800)]
    [InlineData("1.5 h", 5_400)]
    [InlineData("90s", 90)]
    [InlineData("250 ms", 0.25)]
    [InlineData("1min", 60)]
    [InlineData("1d 12h", 129_600)]
    [InlineData("0", 0)]
    [InlineData("1e3 s", 1_000)]
    [InlineData("2w", 1_209_600)]
    public void Durations_are_read(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration, out _));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("-1h", "negative")]
    [InlineData("NaN", "not a duration")]
    [InlineData("NaN h", "not a duration")]
    [InlineData("inf s", "not a duration")]
    [InlineData("5", "no unit")]
    [InlineData("5 parsec", "not a unit of time")]
    [InlineData("h", "not a duration")]
    [InlineData("", "not a duration")]
    [InlineData("1e300d", "longer than the limit of 36525 days")]
    public void Bad_durations_are_refused(string text, string reason)
    {
        Assert.False(DurationText.TryParse(text, out _, out string problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("256 GiB", 256L << 30)]
    [InlineData("512 MiB", 512L << 20)]
    [InlineData("4GB", 4_000_000_000)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData("7", 7L << 20)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(ByteSizeText.TryParse(text, 1 << 20, out long size, out _));
        Assert.Equal(bytes, size);
    }

    [Theory]
    [InlineData("4 Gib", "not a unit of size")]
    [InlineData("4", "no unit")]
    [InlineData("-4 GiB", "negative")]
    [InlineData("much", "not a size")]
    [InlineData("1e30 PiB", "limit")]
    public void Bad_sizes_are_refused(string text, string reason)
    {
        Assert.False(ByteSizeText.TryParse(text, 0, out _, out string problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("40/h", 90)]
    [InlineData("0.5 / s", 2)]
    [InlineData("24/d", 3600)]
    public void Rates_are_read_as_the_time_between_events(string text, double seconds)
    {
        Assert.True(RateText.TryParse(text, out TimeSpan interval, out _));
        Assert.Equal(TimeSpan.FromSeconds(seconds), interval);
    }

    [Theory]
    [InlineData("40")]
    [InlineData("0/h")]
    [InlineData("-1/h")]
    [InlineData("NaN/h")]
    [InlineData("4/fortnight")]
    [InlineData("1e30/s")]
    public void Bad_rates_are_refused(string text) => Assert.False(RateText.TryParse(text, out _, out _));

    [Theory]
    [InlineData("gpu-[001-003]", "gpu-001 gpu-002 gpu-003")]
    [InlineData("rack[1-2]-n[09-10]", "rack1-n09 rack1-n10 rack2-n09 rack2-n10")]
    [InlineData("n[1-2,7]", "n1 n2 n7")]
    [InlineData("a, b-[1-2].x", "a b-1.x b-2.x")]
    [InlineData("[8-11]", "8 9 10 11")]
    public void Patterns_are_written_out(string pattern, string expected)
    {
        Assert.True(NamePattern.TryExpand(pattern, out IReadOnlyList<string> names, out _));
        Assert.Equal(expected, string.Join(' ', names));
    }

    [Theory]
    [InlineData("n[1-1000000]", "limit of 100000 names")]
    [InlineData("n[1-1000][1-1000][1-1000][1-999999999999]", "limit of 100000 names")]
    [InlineData("n[3-1]", "not a name")]
    [InlineData("n[1-2", "not a name")]
    [InlineData("n]1", "not a name")]
    [InlineData("a b", "not a name")]
    [InlineData("", "not a name")]
    [InlineData("a,,b", "not a name")]
    public void Bad_patterns_are_refused(string pattern, string reason)
    {
        Assert.False(NamePattern.TryExpand(pattern, out _, out string problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }
}
