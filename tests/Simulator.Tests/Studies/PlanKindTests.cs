using System.Globalization;
using Simulator.Commands;
using Simulator.Tests.Commands;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Studies;

/// <summary>
/// Goal: every kind of objective and of decision variable works from the file to the answer. Method: clouds so plain that the answer is known by
/// hand: hosts of eight CPUs with a NIC of four VFs on node 1, in racks of two, and servers that come one a minute and stay.
/// </summary>
public sealed class PlanKindTests
{
    private const string Cloud = """
        name: small
        duration: 24h
        seed: 5
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,NUMATopologyFilter,PciPassthroughFilter
            [pci]
            alias = { "name": "vf", "vendor_id": "15b3", "product_id": "101e", "device_type": "type-VF" }
        hardware:
          machine:
            sockets: 2
            cores_per_node: 4
            memory_per_node: 64 GiB
            iommu: on
            pci: [ { id: "15b3:101d", spread: node 1, vfs: { id: "15b3:101e", count: 4 } } ]
        host-defaults:
          hardware: machine
          disk: 1 TiB
          rack: { from: name, size: 2 }
          nova_conf: |
            [DEFAULT]
            cpu_allocation_ratio = 1.0
            [compute]
            cpu_dedicated_set = 0-7
            [libvirt]
            live_migration_completion_timeout = 0
            [pci]
            device_spec = { "vendor_id": "15b3", "product_id": "101e" }
        hosts:
          - { name: "h-[1-8]", count: 4 }
        flavors:
          big: { vcpus: 4, ram: 20 GiB, disk: 1 GiB }
          net: { vcpus: 1, ram: 1 GiB, disk: 1 GiB, extra_specs: { "pci_passthrough:alias": "vf:1" } }
          near: { vcpus: 2, ram: 1 GiB, disk: 1 GiB, extra_specs: { "hw:cpu_policy": dedicated, "pci_passthrough:alias": "vf:1" } }

        """;

    private const string Shared = "change: { set: { host-defaults.nova_conf.compute.cpu_dedicated_set: \"\" } }";

    [Fact]
    public void Hosts_of_a_class_for_at_most_one_refusal_in_a_thousand()
    {
        string load = "workload: [ { name: load, arrivals: { process: poisson, rate: 300/h }, until: 6h, flavor: net, "
            + "lifetime: { distribution: constant, value: 100s } } ]";
        string said = Plan(load, "boots.failed.ratio <= 0.1%", "\"hosts[0].count\"", "from: 3, to: 8", out string[][] rows, Shared);
        string answer = Answer(said);
        string[][] ofAnswer = [.. rows.Where(row => row[1] == answer)];
        Assert.All(ofAnswer, row => Assert.InRange(Number(row[7]), 1e-9, 0.001));
        string below = (int.Parse(answer, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture);
        Assert.Contains(rows, row => row[1] == below && row[^1] == "false");
        Assert.Contains("boots.failed.ratio <= 0.1% at 95% confidence", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Vfs_of_each_pf() =>
        // Twelve servers with a VF each, on four hosts with a PF each.
        Assert.Equal("3", Answer(Plan(
            Requests("net", 12), "servers.failed <= 0", "\"hardware.machine.pci[0].vfs.count\"", "from: 1, to: 6", out _, Shared)));

    [Fact]
    public void Allocation_ratio() =>
        // Forty-eight CPUs on thirty-two.
        Assert.Equal("1.5", Answer(Plan(
            Requests("big", 12).Replace("big", "small", StringComparison.Ordinal), "servers.failed <= 0",
            "host-defaults.nova_conf.DEFAULT.cpu_allocation_ratio", "values: [1.0, 1.25, 1.5, 2.0]", out _,
            "change: { set: { host-defaults.nova_conf.compute.cpu_dedicated_set: \"\", flavors.small: { vcpus: 4, ram: 1 GiB, disk: 1 GiB } } }")));

    [Fact]
    public void A_policy() =>
        // Node 1 of a host has CPUs for two such servers, and three are to go on each.
        Assert.Equal("preferred", Answer(Plan(
            Requests("near", 12), "servers.failed <= 0", "flavors.near.extra_specs.\"hw:pci_numa_affinity_policy\"",
            "values: [required, preferred]", out _)));

    [Theory]
    [InlineData("[]", "3")]
    [InlineData("host", "4")]
    [InlineData("rack", "5")]
    [InlineData("[host, rack]", "5")]
    public void Hosts_that_may_be_missing(string missing, string hosts)
    {
        // Twelve VFs are three hosts; the fifth host has a rack of its own.
        string said = Plan(
            Requests("net", 12), "servers.failed <= 0", "\"hosts[0].count\"", "from: 2, to: 8", out string[][] rows,
            $"n_plus_one: {missing}\n{Shared}");
        Assert.Equal(hosts, Answer(said));
        string[] cases = [.. rows.Select(row => row[2])];
        Assert.Equal(
            missing.Contains("rack", StringComparison.Ordinal), cases.Any(name => name.StartsWith("without rack ", StringComparison.Ordinal)));
        Assert.Equal(missing.Contains("host", StringComparison.Ordinal), cases.Contains("without h-1"));
    }

    [Fact]
    public void Drains_within_eight_hours()
    {
        // Two guests of 20 GiB go one after the other: 344 Gbit, which is 9.5 hours at 10 Mbit/s, 4.8 at 20.
        string said = Plan(Drained("big", "yes"), "drains.seconds.max <= 8h", "migration-network.host-rate",
            "values: [10 Mbit/s, 20 Mbit/s, 40 Mbit/s]", out string[][] rows, Shared);
        Assert.Equal("20 Mbit/s", Answer(said));
        Assert.InRange(Number(Assert.Single(rows, row => row[1] == "10 Mbit/s")[7]) / 3600, 9.5, 9.9);
        Assert.InRange(Number(Assert.Single(rows, row => row[1] == "20 Mbit/s")[7]) / 3600, 4.7, 5.0);
        Assert.Contains("what is worst holds in each of 2 runs", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drain_that_is_never_over_meets_no_limit()
    {
        string said = Plan(Drained("net", "no"), "drains.seconds.max <= 8h", "migration-network.host-rate",
            "values: [10 Mbit/s, 20 Mbit/s]", out _, Shared, ExitCodes.NotMet);
        Assert.Contains("in some runs it is not over: longest time to empty a host", said, StringComparison.Ordinal);
    }

    private static string Requests(string flavor, int count, string place = "") => "workload:\n  - requests:\n" + string.Concat(
        Enumerable.Range(1, count).Select(index =>
            FormattableString.Invariant($"    - {{ at: {index}min, name: s{index}, flavor: {flavor}{place} }}\n")));

    private static string Drained(string flavor, string cold) => Requests(flavor, 2, ", host: h-1") + $$"""
        migration-network:
          host-rate: 1 Gbit/s
          guests:
            dirty-rate: { distribution: constant, value: 1 KiB/s }
            working-set: { distribution: constant, value: 1 MiB }
            used-memory: 100%
        campaigns: [ { name: empty, kind: drain, at: 1h, hosts: h-1, cold: {{cold}} } ]

        """;

    private static string Plan(
        string sections, string objective, string path, string values, out string[][] rows, string more = "", int code = ExitCodes.Ok)
    {
        using TemporaryFolder folder = new();
        folder.Write("small.yaml", Cloud + sections);
        string plan = folder.Write(
            "plan.yaml",
            $"name: kind\nbase: small.yaml\nobjective: {objective}\nvary: {{ name: value, path: {path}, {values} }}\nreplications: 2\n{more}\n");
        CommandRun run = CommandRun.Of("plan", plan, "-o", folder.PathOf("out"), "-j", "2");
        Assert.True(run.Code == code, run.Out + run.Error);
        rows = [.. File.ReadLines(folder.PathOf("out/search.csv")).Skip(1).Select(line => line.Split(','))];
        return run.Out;
    }

    private static string Answer(string said)
    {
        const string words = "The least value that meets the objective is ";
        int start = said.IndexOf(words, StringComparison.Ordinal);
        Assert.True(start >= 0, said);
        start += words.Length;
        return said[start..said.IndexOf(':', start)];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
