using Model.Configuration;
using Model.Scheduling;
using Xunit;

namespace Model.Tests.Scheduling;

/// <summary>Goal: names in nova.conf find what the release has, and nothing else.</summary>
public sealed class SchedulerRegistryTests
{
    [Fact]
    public void An_unknown_filter_is_refused_by_name()
    {
        NovaException refusal = Assert.Throws<NovaException>(
            () => FilterRegistry.Create(
                SmallCloud.Options(section => section with { EnabledFilters = ["ComputeFilter", "NoFilter", "Other"] })));

        Assert.Equal("SchedulerHostFilterNotFound", refusal.Name);
        Assert.Contains("NoFilter, Other", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_filter_carries_its_registered_name()
    {
        NovaOptions options = new()
        {
            Release = NovaRelease.FromMajor(27),
            FilterScheduler = new FilterSchedulerOptions { EnabledFilters = FilterRegistry.Names },
        };

        Assert.Equal(FilterRegistry.Names, FilterRegistry.Create(options).Select(filter => filter.Name));
    }

    [Fact]
    public void Every_weigher_carries_its_registered_name() =>
        Assert.Equal(WeigherRegistry.Names, WeigherRegistry.Create(new NovaOptions()).Select(weigher => weigher.Name));

    [Theory]
    [InlineData(27, true)]
    [InlineData(28, false)]
    public void The_zone_filter_went_away_in_28(int major, bool exists)
    {
        NovaOptions options = new()
        {
            Release = NovaRelease.FromMajor(major),
            FilterScheduler = new FilterSchedulerOptions { EnabledFilters = ["AvailabilityZoneFilter"] },
        };

        if (exists)
        {
            Assert.Single(FilterRegistry.Create(options));
        }
        else
        {
            Assert.Throws<NovaException>(() => FilterRegistry.Create(options));
        }
    }

    [Theory]
    [InlineData(27, 10)]
    [InlineData(28, 12)]
    [InlineData(31, 13)]
    public void Releases_have_the_weighers_of_their_time(int major, int count) =>
        Assert.Equal(count, WeigherRegistry.Create(new NovaOptions { Release = NovaRelease.FromMajor(major) }).Count);

    [Theory]
    [InlineData(24, 9)]
    [InlineData(32, 12)]
    [InlineData(34, 14)]
    public void Releases_have_the_pre_filters_of_their_time(int major, int count) =>
        Assert.Equal(count, PreFilterRegistry.Create(NovaRelease.FromMajor(major)).Count);

    [Fact]
    public void Weighers_are_found_by_class_path()
    {
        NovaOptions options = SmallCloud.Options(section => section with { WeightClasses = ["nova.scheduler.weights.ram.RAMWeigher"] });

        Assert.Equal("RAMWeigher", Assert.Single(WeigherRegistry.Create(options)).Name);
        NovaOptions unknown = SmallCloud.Options(section => section with { WeightClasses = ["x.Y"] });
        Assert.Equal("ImportError", Assert.Throws<NovaException>(() => WeigherRegistry.Create(unknown)).Name);
    }

    [Theory]
    [InlineData("affinity", "ServerGroupAntiAffinityFilter", false)]
    [InlineData("anti-affinity", "ServerGroupAntiAffinityFilter", true)]
    [InlineData("soft-affinity", "ServerGroupAntiAffinityFilter", true)]
    public void A_policy_needs_its_keeper(string policy, string filter, bool isKept)
    {
        NovaOptions options = SmallCloud.Options(section => section with { EnabledFilters = [filter] });
        Exception? refusal = Record.Exception(() => ServerGroupPolicies.EnsureKept(new ServerGroup { Policy = policy }, options));

        Assert.Equal(isKept ? null : "UnsupportedPolicyException", (refusal as NovaException)?.Name);
    }
}
