using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: what is free but of no use is counted under the right cause, and what still fits is counted as the scheduler would place it. Method:
/// one small host (two NUMA nodes of four CPUs each, a card on node 1), guests that use up one thing, and a look at the end.
/// </summary>
public sealed class RoomSurveyTests
{
    [Fact]
    public void A_free_vf_beside_used_up_cores_is_stranded_by_its_node() =>
        Assert.Equal(
            ["15b3:101e: no CPUs left on the NUMA node 4"],
            DevicesAtEnd("""
                - { at: 1min, name: a, flavor: p4 }
                - { at: 2min, name: b, flavor: p4 }
                - { at: 50min, name: c, flavor: p1.vf }
                """, ("a", "20min")));

    [Fact]
    public void A_pf_is_lost_to_its_used_vf() =>
        Assert.Equal(
            ["15b3:101d: PF lost to a used VF 1"],
            DevicesAtEnd("""
                - { at: 1min, name: a, flavor: p1.vf }
                - { at: 50min, name: b, flavor: p1.pf }
                """));

    [Fact]
    public void Vfs_are_lost_to_their_used_pf() =>
        Assert.Equal(
            ["15b3:101e: VF lost to a used PF 4"],
            DevicesAtEnd("""
                - { at: 1min, name: a, flavor: p1.pf }
                - { at: 50min, name: b, flavor: p1.vf }
                """));

    [Fact]
    public void Used_up_pages_strand_what_the_flavor_mix_gives_them_as_weight() =>
        Assert.Equal(
            // One of three servers wants pages; the others fill the node's three free CPUs and leave one VF.
            ["15b3:101e: no CPUs left on the NUMA node 0.6667", "15b3:101e: no huge pages left on the NUMA node 1.3333"],
            DevicesAtEnd("""
                - { at: 1min, name: a, flavor: huge }
                - { at: 2min, name: b, flavor: huge }
                - { at: 50min, name: c, flavor: huge.vf }
                - { at: 50min, name: d, flavor: p1.vf }
                - { at: 50min, name: e, flavor: p1.vf }
                """, within: TimeSpan.FromMinutes(45)));

    [Fact]
    public void A_disabled_service_strands_all_that_is_free()
    {
        RunResult result = Run("- { at: 50min, name: a, flavor: p1.vf }\n", "operations: [ { at: 20min, disable: compute } ]");
        Assert.Contains(result.Summary.Stranded, sum => sum is { Kind: "15b3:101e", Max: 4, Cause: "compute service disabled or down" });
    }

    [Fact]
    public void Free_cores_beside_used_up_devices_are_stranded_for_the_flavor_that_wants_both()
    {
        string wishes = string.Concat(Enumerable.Range(0, 4).Select(index =>
            FormattableString.Invariant($"- {{ at: {index + 1}min, name: s{index}, flavor: p1.vf }}\n")));
        StrandedSum cores = Assert.Single(Run(wishes).Summary.Stranded, sum => sum is { Kind: "PCPU", Cause: "no device left beside them" });
        Assert.Equal(4, cores.End);
    }

    [Fact]
    public void What_fits_is_counted_by_flavor_and_aggregate_and_stops_where_the_scheduler_would()
    {
        RunResult result = Run("""
            - { at: 1min, name: a, flavor: p4 }
            - { at: 2min, name: b, flavor: p2 }
            - { at: 59min, name: c, flavor: p1.vf }
            - { at: 59min, name: d, flavor: p4 }
            """, "headroom-at: [3min]");
        string[] rows = [.. result.Headroom.Select(row =>
            FormattableString.Invariant($"{row.TimeS} {row.Aggregate}/{row.Flavor} {row.Fits} on {row.Hosts}: {row.Limit}"))];
        Assert.Equal(
            [
                "180 /p4 0 on 0: no CPUs left on the host", "180 net/p4 0 on 0: no CPUs left on the host",
                "180 /p2 1 on 1: no CPUs left on the host", "180 net/p2 1 on 1: no CPUs left on the host",
                "180 /p1.vf 2 on 1: no CPUs left on the host", "180 net/p1.vf 2 on 1: no CPUs left on the host",
            ],
            rows);
    }

    [Fact]
    public void An_empty_host_takes_as_many_as_a_run_places()
    {
        string wishes = string.Concat(Enumerable.Range(0, 9).Select(index =>
            FormattableString.Invariant($"- {{ at: {index + 10}min, name: s{index}, flavor: p1.vf }}\n")));
        RunResult result = Run(wishes, "headroom-at: [1min]");
        Assert.Equal(result.Summary.Active, Assert.Single(result.Headroom, row => row.Aggregate.Length == 0).Fits);
    }

    [Fact]
    public void Surveys_change_nothing_of_a_run()
    {
        const string wishes = "- { at: 1min, name: a, flavor: p1.vf }\n- { at: 2min, name: b, flavor: p4 }\n";
        RunResult often = Run(wishes, "headroom-at: [1min, 2min, 3min, 40min]");
        RunResult never = Run(wishes);
        Assert.Equal(never.Devices, often.Devices);
        Assert.Equal(never.Hosts, often.Hosts);
    }

    private static IReadOnlyList<string> DevicesAtEnd(string requests, (string Server, string At)? delete = null, TimeSpan? within = null)
    {
        RunResult result = Run(requests, delete is { } gone ? $"operations: [ {{ at: {gone.At}, delete: {gone.Server} }} ]" : "");
        return RoomCloud.Stranded(result, "stranded", within ?? TimeSpan.FromMinutes(45));
    }

    private static RunResult Run(string requests, string more = "") => RoomCloud.Run(requests, more);
}
