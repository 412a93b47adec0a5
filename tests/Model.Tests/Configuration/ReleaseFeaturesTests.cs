using Model.Configuration;
using Xunit;

namespace Model.Tests.Configuration;

/// <summary>Goal: the switches that operators see as "works since release N".</summary>
public sealed class ReleaseFeaturesTests
{
    [Fact]
    public void Operations_come_with_their_release()
    {
        Assert.Equal(14, First(static features => features.FlowColdSriov));
        Assert.Equal(20, First(static features => features.FlowLiveSriov));
        Assert.Equal(22, First(static features => features.FlowAttachSriov));
        Assert.Equal(26, First(static features => features.PlacementReport));
        Assert.Equal(26, First(static features => features.Viommu));
        Assert.Equal(27, First(static features => features.PlacementSchedule));
        Assert.Equal(31, First(static features => features.FlowLivePciFlavor));
    }

    /// <summary>The first release that has a feature; it must not be lost again.</summary>
    private static int First(Func<ReleaseFeatures, bool> has)
    {
        List<NovaRelease> releases = [.. NovaRelease.All.OrderBy(release => release.Major)];
        int first = releases.FindIndex(release => has(release.Features));
        Assert.True(first >= 0);
        Assert.All(releases.Skip(first), release => Assert.True(has(release.Features)));
        return releases[first].Major;
    }
}
