using System.Globalization;
using Model.Placement;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>
/// The wide-tree problem: hosts with many equal devices have so many candidates that a cut answer shows the first hosts only. Hosts
/// host-00, host-01, … each:
/// <code>
///   host (VCPU 16)
///    +-- device 0 (CUSTOM_GPU 2)
///    +-- device 1 (CUSTOM_GPU 2)
///    +-- …
/// </code>
/// </summary>
public sealed class WideTreeTests
{
    private static readonly CandidateOptions InTurns = new() { Strategy = CandidateStrategy.BreadthFirst };

    [Theory]
    [InlineData(8, 4, 1)]
    [InlineData(8, 2, 18)]
    [InlineData(16, 4, 1)]
    [InlineData(16, 3, 1)]
    public void With_default_limits_hosts_that_could_serve_are_never_seen(int devices, int groups, int seen)
    {
        PlacementStore store = Hosts(20, devices);
        CandidateRequest request = Request(groups) with { Limit = 1000 };
        CandidateCoverage coverage = CandidateCoverage.Of(store, request, store.FindCandidates(request));
        Assert.Equal(new CandidateCoverage(20, seen, 1000), coverage);
        Assert.True(coverage.HidesRoots);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture,
                $"20 hosts could serve the request, but its 1000 candidates are all from {seen} of them; "
                + $"the other {20 - seen} are never seen"),
            coverage.Sentence);
    }

    [Theory]
    [InlineData(8, 4)]
    [InlineData(8, 2)]
    [InlineData(16, 4)]
    [InlineData(16, 6)]
    public void With_breadth_first_every_host_is_seen(int devices, int groups)
    {
        PlacementStore store = Hosts(20, devices);
        CandidateRequest request = Request(groups) with { Limit = 1000 };
        foreach (CandidateOptions options in (CandidateOptions[])[InTurns, InTurns with { MaxCandidates = 1000 }])
        {
            CandidateCoverage coverage = CandidateCoverage.Of(store, request, store.FindCandidates(request, options));
            Assert.Equal(20, coverage.RootsSeen);
            Assert.False(coverage.HidesRoots);
            Assert.StartsWith("all 20 hosts that could serve the request", coverage.Sentence, StringComparison.Ordinal);
        }
    }

    /// <summary>Hosts with equal devices of two units each.</summary>
    internal static PlacementStore Hosts(int count, int devices)
    {
        PlacementStore store = new();
        store.EnsureResourceClass("CUSTOM_GPU");
        for (int host = 0; host < count; host++)
        {
            string root = string.Create(CultureInfo.InvariantCulture, $"33333333-0000-0000-0000-{host:000000000000}");
            string name = string.Create(CultureInfo.InvariantCulture, $"host-{host:00}");
            store.CreateProvider(root, name);
            store.SetInventories(root, [new Inventory { ResourceClass = "VCPU", Total = 16 }]);
            for (int device = 0; device < devices; device++)
            {
                string child = string.Create(CultureInfo.InvariantCulture, $"33333333-0000-0001-{device:0000}-{host:000000000000}");
                store.CreateProvider(child, string.Create(CultureInfo.InvariantCulture, $"{name}_{device:00}"), root);
                store.SetInventories(child, [new Inventory { ResourceClass = "CUSTOM_GPU", Total = 2, MaxUnit = 2 }]);
            }
        }

        return store;
    }

    /// <summary>One VCPU and so many groups with a device each of their own.</summary>
    internal static CandidateRequest Request(int groups, int amount = 1) => new()
    {
        Groups =
        [
            new RequestGroup { Suffix = string.Empty, Resources = [new("VCPU", 1)] },
            .. Enumerable.Range(0, groups).Select(group => new RequestGroup
            {
                Suffix = string.Create(CultureInfo.InvariantCulture, $"_{group}"),
                Resources = [new("CUSTOM_GPU", amount)],
            }),
        ],
        GroupPolicy = GroupPolicy.Isolate,
    };
}
