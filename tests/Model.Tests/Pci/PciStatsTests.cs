using CsCheck;
using Model.Hardware;
using Model.Pci;
using Testing;
using Xunit;

namespace Model.Tests.Pci;

/// <summary>
/// Goal: the scheduler's questions to the pools are consistent, explained and free of allocation. Method: hand-made hosts for the
/// rules, and random lives of a host for the properties.
/// </summary>
public sealed class PciStatsTests
{
    private static readonly PciHostCell[] TwoSockets = [new(0, 0), new(1, 1)];

    [Fact]
    public void Supports_allocates_nothing()
    {
        PciStats stats = PciStats.FromPools(
            [Pool("101e", "type-VF", 0, 8, "rp-a"), Pool("101e", "type-VF", 1, 8, "rp-b"), Pool("101d", "type-PF", 0, 1, "rp-c")],
            TwoSockets);
        PciRequest[] requests =
        [
            Request("a", 2, PciNumaPolicy.Preferred, ("dev_type", "type-VF")), Request("b", 1, null, ("dev_type", "type-PF")),
        ];
        PciProviderMapping mapping = new([("a-0", "rp-a"), ("a-1", "rp-b"), ("b-0", "rp-c")]);
        int[] cells = [0, 1];
        Assert.True(stats.Supports(requests, mapping, cells));
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool all = true;
        for (int round = 0; round < 1000; round++)
        {
            all &= stats.Supports(requests, mapping, cells);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(all);
    }

    [Fact]
    public void A_refusal_names_the_stage_and_what_was_left_after_each()
    {
        PciStats stats = PciStats.FromPools([Pool("101e", "type-VF", 0, 3), Pool("101d", "type-PF", 1, 2)], TwoSockets);
        PciRequest request = Request("a", 2, PciNumaPolicy.Required, ("vendor_id", "15b3"));

        Assert.False(stats.Supports([request], null, [1], out IReadOnlyList<PciRequestReport> reports));

        PciRequestReport report = Assert.Single(reports);
        Assert.Equal(5, report.Free);
        Assert.Equal<int>([5, 2, 0], report.Left);
        Assert.Equal(PciFilterStage.UnrequestedPf, report.RefusedBy);
        Assert.Equal("alias: 2 wanted, 5 free; 0 left after UnrequestedPf (PFs, which were not requested)", report.ToString());
    }

    [Fact]
    public void Two_requests_cannot_count_one_device_twice_since_26()
    {
        PciRequest[] requests = [Request("a", 1, null, ("product_id", "101e")), Request("b", 1, null, ("vendor_id", "15b3"))];
        PciPoolRecord[] pools = [Pool("101e", "type-VF", 0, 1)];
        Assert.False(PciStats.FromPools(pools, TwoSockets).Supports(requests, (PciProviderMapping?)null, null));
        Assert.True(PciStats.FromPools(pools, TwoSockets, new PciRules { JointRequests = false })
            .Supports(requests, (PciProviderMapping?)null, null));
    }

    [Fact]
    public void A_provider_split_over_two_pools_refuses_since_32_and_gave_too_much_before()
    {
        PciPoolRecord[] pools = [Pool("101e", "type-VF", 0, 2, "rp-a"), Pool("101e", "type-VF", 1, 2, "rp-a")];
        PciRequest[] requests = [Request("a", 1, null, ("product_id", "101e"))];
        PciProviderMapping mapping = new([("a-0", "rp-a")]);
        Assert.False(PciStats.FromPools(pools, null).Supports(requests, mapping, null, out IReadOnlyList<PciRequestReport> reports));
        Assert.Equal(PciFilterStage.SplitProvider, reports[0].RefusedBy);

        PciStats older = PciStats.FromPools(pools, null, new PciRules { OneProviderOnePool = false });
        older.Apply(requests, mapping, null);
        Assert.Equal(2, older.FreeCount);
    }

    [Fact]
    public void A_request_bound_to_two_providers_fits_when_one_alone_has_enough()
    {
        PciStats stats = PciStats.FromPools([Pool("101e", "type-VF", 0, 0, "rp-a"), Pool("101e", "type-VF", 0, 2, "rp-b")], null);
        PciRequest[] requests = [Request("a", 2, null, ("product_id", "101e"))];
        Assert.True(stats.Supports(requests, new PciProviderMapping([("a-0", "rp-a"), ("a-1", "rp-b")]), null));
    }

    [Theory]
    [InlineData(PciNumaPolicy.Legacy, true, false)]
    [InlineData(PciNumaPolicy.Required, false, false)]
    [InlineData(PciNumaPolicy.Socket, false, false)]
    [InlineData(PciNumaPolicy.Preferred, true, true)]
    public void Numa_policies_judge_devices_without_a_node_and_on_another(PciNumaPolicy policy, bool withoutNode, bool otherNode)
    {
        PciRequest[] requests = [Request("a", 1, policy, ("product_id", "101e"))];
        PciStats unknown = PciStats.FromPools([Pool("101e", "type-VF", null, 1)], TwoSockets);
        PciStats other = PciStats.FromPools([Pool("101e", "type-VF", 1, 1)], TwoSockets);
        Assert.Equal(withoutNode, unknown.Supports(requests, (PciProviderMapping?)null, [0]));
        Assert.Equal(otherNode, other.Supports(requests, (PciProviderMapping?)null, [0]));
    }

    [Fact]
    public void Socket_affinity_reaches_the_other_nodes_of_the_socket_and_fails_where_a_socket_is_unknown()
    {
        PciRequest[] requests = [Request("a", 1, PciNumaPolicy.Socket, ("product_id", "101e"))];
        PciPoolRecord[] pools = [Pool("101e", "type-VF", 1, 1)];
        Assert.True(PciStats.FromPools(pools, [new(0, 0), new(1, 0)]).Supports(requests, (PciProviderMapping?)null, [0]));
        Assert.False(PciStats.FromPools(pools, [new(0, 0), new(1, 0), new(2, null)]).Supports(requests, (PciProviderMapping?)null, [0]));
    }

    [Fact]
    public void Vfs_of_different_pfs_shared_a_pool_before_27()
    {
        PciDeviceSpecList specs = PciDeviceSpecList.Parse(["{}"], false, new FakeSysfs());
        foreach (bool byParent in new[] { true, false })
        {
            PciStats stats = new(specs, null, new PciRules { PoolsByParent = byParent });
            stats.Add(new PciDevice(new HypervisorPciDevice("0000:81:10.0", "15b3", "101e", PciDeviceType.Vf, "0000:81:00.0")));
            stats.Add(new PciDevice(new HypervisorPciDevice("0000:82:10.0", "15b3", "101e", PciDeviceType.Vf, "0000:82:00.0")));
            Assert.Equal(byParent ? 2 : 1, stats.Pools.Count);
        }
    }

    [Fact]
    public void Supports_agrees_with_apply_and_with_the_naive_filter_and_changes_nothing() =>
        Gen.Select(TrackerScript.WildLife, TrackerScript.Requests, TrackerScript.GuestCells).Holds(
            (life, requests, cells) =>
            {
                PciStats stats = TrackerScript.Live(life).Stats;
                string before = Show(stats);
                bool supported = stats.Supports(requests, (PciProviderMapping?)null, cells);
                Assert.Equal(supported, stats.Supports(requests, null, cells, out _));
                Assert.Equal(before, Show(stats));
                PciStats view = stats.Clone();
                NovaException? refusal = (NovaException?)Record.Exception(() => view.Apply(requests, (PciProviderMapping?)null, cells));
                Assert.Equal(supported, refusal is null);
                if (refusal is not null)
                {
                    // The guard is named, unless the requests before have left nothing to guard.
                    Assert.Matches(@" wanted, (0 free$|[1-9][0-9]* free; -?[0-9]+ left after )", refusal.Message);
                }

                Assert.Equal(before, Show(stats));
                if (supported)
                {
                    Assert.Equal(stats.FreeCount - requests.Sum(request => request.Count), view.FreeCount);
                }
            },
            iter: 300);

    [Fact]
    public void A_view_published_and_read_back_is_the_snapshot() => TrackerScript.WildLife.Holds(
        life =>
        {
            PciStats stats = TrackerScript.Live(life).Stats;
            PciStats readBack = PciStats.FromPools(stats.ToRecords(), TrackerScript.Cells);
            Assert.Equal(
                stats.Snapshot().Pools.Select(pool => (pool.Properties, pool.Count)),
                readBack.Pools.Select(pool => (pool.Properties, pool.Count)));
        },
        iter: 200);

    private static string Show(PciStats stats) => string.Join(
        '\n', stats.Pools.Select(pool => $"{pool.Properties.Address} {pool.Count} {string.Join(',', pool.Devices)}"));

    private static PciPoolRecord Pool(string product, string devType, int? node, int count, string? provider = null)
    {
        List<KeyValuePair<string, string?>> tags = [new("dev_type", devType)];
        if (provider is not null)
        {
            tags.Add(new("rp_uuid", provider));
        }

        return new PciPoolRecord { VendorId = "15b3", ProductId = product, NumaNode = node, Count = count, Tags = tags };
    }

    private static PciRequest Request(string id, int count, PciNumaPolicy? policy, params (string Key, string? Value)[] spec) => new()
    {
        RequestId = id,
        Count = count,
        NumaPolicy = policy,
        AliasName = "alias",
        Spec = [spec.ToDictionary(pair => pair.Key, pair => pair.Value)],
    };
}
