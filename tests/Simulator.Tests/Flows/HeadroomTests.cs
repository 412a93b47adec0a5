using System.Globalization;
using System.Text;
using Simulator.Metrics;
using Simulator.Randomness;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: "how many more of each flavor fit now" is exact. Method: random clouds with random servers on them; for each flavor, in the whole cloud and
/// in each aggregate, a run that asks for one more server after another until they are refused starts as many as the survey said would fit.
/// </summary>
public sealed class HeadroomTests
{
    private const int More = 70;
    private static readonly string[] Aggregates = ["", "east", "west"];

    private static readonly (string Name, string Text)[] Flavors =
    [
        ("plain", "vcpus: 2, ram: 3 GiB, disk: 10 GiB"),
        ("pinned", "vcpus: 2, ram: 1 GiB, disk: 5 GiB, extra_specs: { \"hw:cpu_policy\": dedicated }"),
        ("near", "vcpus: 1, ram: 1 GiB, extra_specs: { \"hw:cpu_policy\": dedicated, \"pci_passthrough:alias\": \"near:1\" }"),
        ("pair", "vcpus: 1, ram: 2 GiB, extra_specs: { \"hw:numa_nodes\": 1, \"pci_passthrough:alias\": \"any:2\" }"),
        ("huge", "vcpus: 1, ram: 1 GiB, extra_specs: { \"hw:cpu_policy\": dedicated, \"hw:mem_page_size\": 1GB }"),
        ("port", "vcpus: 1, ram: 1 GiB, disk: 1 GiB, extra_specs: { \"pci_passthrough:alias\": \"port:1\" }"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void As_many_fit_as_a_run_can_still_place(int seed)
    {
        Draw draw = new(seed);
        IReadOnlyList<HeadroomRow> rows = RoomCloud.RunText(draw.Cloud + draw.Load + Ask(null) + "headroom-at: [30min]\n").Headroom;
        Assert.Contains(rows, row => row.Fits > 0);
        foreach (string aggregate in Aggregates)
        {
            string closed = string.Concat(draw.Hosts.Where(host => aggregate.Length > 0 && host.Aggregate != aggregate)
                .Select(host => $"  - {{ at: 30min, disable: {host.Name} }}\n"));
            foreach ((string flavor, _) in Flavors)
            {
                HeadroomRow said = Assert.Single(rows, row => row.Flavor == flavor && row.Aggregate == aggregate);
                string operations = closed.Length > 0 ? $"operations:\n{closed}" : "";
                RunResult run = RoomCloud.RunText(draw.Cloud + draw.Load + Ask(flavor) + operations);
                int started = run.Servers.Count(server =>
                    server.Name.StartsWith("more", StringComparison.Ordinal) && server.ActiveAt is not null);
                Assert.True(said.Fits < More, "too many fit for the test to see");
                Assert.True(
                    said.Fits == started,
                    $"seed {seed}, {flavor} in '{aggregate}': said {said.Fits}, {started} started; "
                        + (run.Failures.Count == 0 ? "no failure" : run.Failures[0].Detail));
            }
        }
    }

    /// <summary>Asks for one flavor again and again, or for one of each at the very end so that all are surveyed.</summary>
    private static string Ask(string? flavor) => string.Concat(flavor is null
        ? Flavors.Select((each, index) => FormattableString.Invariant($"      - {{ at: 299min, name: last{index}, flavor: {each.Name} }}\n"))
        : Enumerable.Range(0, More).Select(index =>
            FormattableString.Invariant($"      - {{ at: {35 + (index * 2)}min, name: more{index}, flavor: {flavor} }}\n")));

    /// <summary>A cloud drawn by a seed.</summary>
    private sealed class Draw
    {
        private readonly RandomStream _random;

        public Draw(int seed)
        {
            _random = new RandomStreams(seed).For("headroom");
            bool reports = Whole(0, 1) == 1;
            StringBuilder hardware = new();
            StringBuilder hosts = new();
            int count = Whole(2, 4);
            for (int index = 1; index <= count; index++)
            {
                string name = FormattableString.Invariant($"h{index}");
                Hosts.Add((name, index % 2 == 0 ? "east" : "west"));
                hardware.Append(CultureInfo.InvariantCulture, $"  {name}: {{ sockets: 2, cores_per_node: {Whole(4, 6)}, ")
                    .Append(CultureInfo.InvariantCulture, $"memory_per_node: {Whole(5, 14)} GiB, iommu: on, ")
                    .Append(CultureInfo.InvariantCulture, $"hugepages: {{ \"1 GiB\": {Whole(1, 3)} }}, ")
                    .Append(CultureInfo.InvariantCulture, $"pci: [ {{ id: \"15b3:101d\", count: {Whole(1, 2)}, spread: numa, ")
                    .Append(CultureInfo.InvariantCulture, $"vfs: {{ id: \"15b3:101e\", count: {Whole(1, 5)} }} }} ] }}\n");
                hosts.Append(CultureInfo.InvariantCulture, $"  - {{ name: {name}, hardware: {name}, disk: {Whole(40, 120)} GiB }}\n");
            }

            Cloud = $$"""
                name: drawn
                duration: 5h
                sample-every: 1h
                seed: {{seed}}
                controller:
                  nova_conf: |
                    [filter_scheduler]
                    enabled_filters = ComputeFilter,NUMATopologyFilter,PciPassthroughFilter
                    pci_in_placement = {{(reports ? "true" : "false")}}
                    [pci]
                    alias = { "name": "near", "vendor_id": "15b3", "product_id": "101e", "numa_policy": "required" }
                    alias = { "name": "any", "vendor_id": "15b3", "product_id": "101e", "numa_policy": "preferred" }
                    alias = { "name": "port", "vendor_id": "15b3", "product_id": "101e" }
                hardware:
                {{hardware}}host-defaults:
                  nova_conf: |
                    [DEFAULT]
                    cpu_allocation_ratio = {{Whole(1, 2)}}.0
                    ram_allocation_ratio = 1.0
                    reserved_host_memory_mb = 0
                    [compute]
                    cpu_dedicated_set = {{Whole(1, 2)}}-5
                    cpu_shared_set = 0,6-7
                    [pci]
                    report_in_placement = {{(reports ? "true" : "false")}}
                    device_spec = { "vendor_id": "15b3", "product_id": "101e" }
                hosts:
                {{hosts}}aggregates:
                {{string.Concat(Hosts.GroupBy(host => host.Aggregate).Select(Members))}}flavors:
                {{string.Concat(Flavors.Select(flavor => $"  {flavor.Name}: {{ {flavor.Text} }}\n"))}}workload:
                  - requests:

                """;
            Load = string.Concat(Enumerable.Range(1, Whole(3, 12)).Select(Request));
        }

        public List<(string Name, string Aggregate)> Hosts { get; } = [];

        public string Cloud { get; }

        public string Load { get; }

        private static string Members(IGrouping<string, (string Name, string Aggregate)> group) =>
            $"  {group.Key}: {{ hosts: [{string.Join(", ", group.Select(host => host.Name))}] }}\n";

        private string Request(int minute)
        {
            string flavor = Flavors[Whole(0, Flavors.Length - 1)].Name;
            return FormattableString.Invariant($"      - {{ at: {minute}min, name: first{minute}, flavor: {flavor} }}\n");
        }

        private int Whole(int from, int to) => from + _random.NextInt(to - from + 1);
    }
}
