using Model.Diagnostics;
using Model.Pci;
using Simulator.Scenarios;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>Whole scenario files: the ones of the repository, and what each part becomes.</summary>
public sealed class ScenarioLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DiagnosticBag bag = new();

    public void Dispose() => folder.Dispose();

    private static string Folder => Path.Combine(Repository.Root, "scenarios");

    public static TheoryData<string> Files() => [.. Repository.Scenarios()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_scenario_of_the_repository_is_valid(string file)
    {
        Scenario? scenario = ScenarioLoader.Load(Path.Combine(Folder, file), bag);
        Assert.Equal(string.Empty, string.Join('\n', bag.Sorted().Where(item => item.Severity == Severity.Error)));
        Assert.NotNull(scenario);

        // Scenarios of a folder may carry its name, so that their results do not mix with others'.
        string name = scenario.Name.Replace("guide-", string.Empty, StringComparison.Ordinal);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), name.Replace("functional-", string.Empty, StringComparison.Ordinal));
    }

    [Fact]
    public void Hosts_get_names_racks_aggregates_zones_and_configurations()
    {
        Scenario scenario = Load("""
            name: t
            duration: 1d
            hardware: { box: { cores_per_node: 4, memory_per_node: 8 GiB } }
            host-defaults:
              hardware: box
              disk: 500 GiB
              nova_conf: "[DEFAULT]\ncpu_allocation_ratio = 2\nram_allocation_ratio = 3"
            hosts:
              - { name: "b[1-4]", rack: { from: name, size: 3 }, aggregates: fast, nova_conf: "[DEFAULT]\ncpu_allocation_ratio = 5" }
              - { name: a, count: 2, disk: 1 TiB, rack: left, availability_zone: az1 }
            aggregates:
              fast: { metadata: { ssd: true } }
              zone: { availability_zone: az2, hosts: [b4] }
            """);
        Assert.Equal(["a-1", "a-2", "b1", "b2", "b3", "b4"], scenario.Hosts.Select(host => host.Name));
        Assert.Equal(["left", "left", "b-rack-1", "b-rack-1", "b-rack-1", "b-rack-2"], scenario.Hosts.Select(host => host.Rack));
        const string own = "availability zone az1";
        Assert.Equal([own, own, "fast", "fast", "fast", "fast zone"], scenario.Hosts.Select(host => string.Join(' ', host.Aggregates)));
        Assert.Equal(["az1", "az1", "nova", "nova", "nova", "az2"], scenario.Hosts.Select(host => host.AvailabilityZone));
        Assert.Equal([1024, 1024, 500, 500, 500, 500], scenario.Hosts.Select(host => host.DiskGb));
        Assert.Equal([2.0, 2.0, 5.0, 5.0, 5.0, 5.0], scenario.Hosts.Select(host => host.Options.Compute.CpuAllocationRatio!.Value));
        Assert.All(scenario.Hosts, host => Assert.Equal(3.0, host.Options.Compute.RamAllocationRatio));
        Assert.Same(scenario.Hosts[2].Options, scenario.Hosts[3].Options);
        Assert.Same(scenario.Hosts[0].Hardware, scenario.Hosts[5].Hardware);
        Assert.Equal("ssd=true", string.Join(' ', scenario.Aggregates[0].Metadata.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void Networks_and_ports_become_what_servers_ask_for()
    {
        folder.Write("t.csv", "at,flavor\n1,m1\n2,m1\n");
        Scenario scenario = Load("""
            name: t
            duration: 1d
            hardware: { box: { cores_per_node: 4, memory_per_node: 8 GiB } }
            hosts: [ { name: a, hardware: box } ]
            flavors: { m1: { vcpus: 1, ram: 1 GiB } }
            networks:
              flat: { physical_network: p1, network_type: flat }
              mixed: { segments: [ { network_type: vxlan, segmentation_id: 9 }, { network_type: vlan, physical_network: p2 } ] }
            ports:
              up: { network: mixed, vnic_type: vdpa, profile: { trusted: true }, numa_affinity_policy: socket }
            workload:
              - requests: [ { at: 5s, name: one, flavor: m1, ports: [ up, { network: flat } ], networks: [ flat, mixed ] } ]
              - { trace: t.csv, map: { at: at, flavor: { column: flavor } }, name: row, ports: { network: flat, vnic_type: direct } }
              - { arrivals: { process: regular, rate: 1/h }, flavor: m1, networks: flat }
            """);
        Assert.Equal(["flat", "mixed"], scenario.Networks.Select(network => network.Id));
        Assert.Equal([(null, 9), ("p2", 1)], scenario.Networks[1].Segments.Select(segment => (segment.PhysicalNetwork, segment.SegmentationId)));
        PortDefinition up = Assert.Single(scenario.Ports);
        Assert.Equal(
            ("up", "mixed", "vdpa", "true", PciNumaPolicy.Socket), (up.Name, up.Network, up.VnicType, up.Trusted, up.NumaPolicy!.Value));
        NetworkWish one = scenario.Requests.Single(request => request.Name == "one").Networks;
        Assert.Equal([("up", "vdpa"), (null, "normal")], one.Ports.Select(port => (port.Name, port.VnicType)));
        Assert.Equal(["flat", "mixed"], one.Networks);
        Assert.All(
            scenario.Requests.Where(request => request.Workload == "row"), request => Assert.Equal("direct", request.Networks.Ports[0].VnicType));
        Assert.Equal(["flat"], scenario.Arrivals[0].Networks.Networks);
    }

    [Fact]
    public void A_trace_becomes_requests_and_the_flavors_they_need()
    {
        folder.Write("t.csv", "id,when,stop,milli,gib,gpus\n7,90,150,1500,0.5,1\n8,30,,2000,1,0\n");
        Scenario scenario = Load("""
            name: t
            duration: 1d
            controller:
              nova_conf: |
                [pci]
                alias = { "name": "gpu", "vendor_id": "10de", "product_id": "20b5" }
            hardware: { box: { cores_per_node: 4, memory_per_node: 8 GiB } }
            hosts: [ { name: a, hardware: box } ]
            workload:
              - name: load
                trace: t.csv
                from: 1h
                map:
                  name: { column: id, prefix: s- }
                  at: { column: when, unit: min }
                  until: { column: stop, unit: min }
                  flavor: { vcpus: { column: milli, divide: 1000 }, ram: { column: gib, unit: GiB }, pci: { column: gpus, alias: gpu } }
            """);
        Assert.Equal(
            ["s-8 01:30:00  2c-1024m", "s-7 02:30:00 01:00:00 2c-512m-1gpu"],
            scenario.Requests.Select(request => $"{request.Name} {request.At} {request.Lifetime} {request.Flavor}"));
        Assert.Equal("gpu:1", scenario.Flavors.Single(flavor => flavor.Name == "2c-512m-1gpu").ExtraSpec("pci_passthrough:alias"));
    }

    [Fact]
    public void Expectations_have_their_units_resolved()
    {
        Scenario scenario = Load("""
            name: t
            duration: 1d
            hardware: { box: { cores_per_node: 4, memory_per_node: 8 GiB } }
            hosts: [ { name: a, hardware: box } ]
            expect:
              - boots.failed.ratio <= 2%
              - migrations.live.downtime.p99 < 250 ms
              - host a memory >= 8 GiB
              - server one state == active
            """);
        Assert.Equal(
            [
                "boots.failed.ratio|<=|0.02|6",
                "migrations.live.downtime.p99|<|0.25|7",
                "host a memory|>=|8589934592|8",
                "server one state|==|active|9",
            ],
            scenario.Expect.Select(row => $"{row.Subject}|{row.Operator}|{row.Value}|{row.Line}"));
    }

    [Fact]
    public void Overrides_and_seed_change_the_scenario_and_its_digest()
    {
        string path = folder.Write("t.yaml", ScenarioStarter.Text());
        Scenario plain = ScenarioLoader.Load(path, bag)!;
        string[] changes = ["hosts[0].count=1", "controller.nova_conf.filter_scheduler.host_subset_size=3", "timing.spawn=10s"];
        Scenario changed = ScenarioLoader.Load(path, bag, changes, seed: 9)!;
        Assert.Empty(bag.Items);
        Assert.Equal((4, 3), (plain.Hosts.Count, changed.Hosts.Count));
        Assert.Equal((1, 3), (plain.Controller.FilterScheduler.HostSubsetSize, changed.Controller.FilterScheduler.HostSubsetSize));
        Assert.Equal((1, 9), (plain.Seed, changed.Seed));
        Assert.Equal(10, changed.Timing["spawn"].Mean);
        Assert.NotEqual(plain.Digest, changed.Digest);
        Assert.Equal(plain.Digest, ScenarioLoader.Load(path, bag)!.Digest);
        Assert.Null(ScenarioLoader.Load(path, bag, ["controler.nova_conf.pci.alias=1"]));
        Assert.StartsWith("--set controler.nova_conf.pci.alias=1: error SIM0101", bag.Items[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_starter_is_valid_and_never_overwrites()
    {
        string path = ScenarioStarter.Create(folder.PathOf("new"));
        Scenario scenario = ScenarioLoader.Load(path, bag)!;
        Assert.Empty(bag.Items);
        Assert.Equal(["cpu-1", "cpu-2", "gpu-1", "gpu-2"], scenario.Hosts.Select(host => host.Name));
        Assert.Throws<IOException>(() => ScenarioStarter.Create(folder.PathOf("new")));
    }

    [Fact]
    public void Five_thousand_hosts_written_out_are_read_quickly()
    {
        // A loose bound, so that a busy machine does not fail the test: a quadratic reader would need minutes.
        System.Text.StringBuilder text = new("name: t\nduration: 1d\nhardware: { box: { cores_per_node: 4, memory_per_node: 8 GiB, ");
        text.Append("pci: [ { id: \"10de:20b5\" } ] } }\nhosts:\n");
        for (int i = 0; i < 5000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  - name: h{i}\n    hardware: box\n    nova_conf: |\n      [pci]\n");
            text.Append("      device_spec = { \"vendor_id\": \"10de\" }\n");
        }

        long start = Environment.TickCount64;
        Assert.Equal(5000, Load(text.ToString()).Hosts.Count);
        Assert.InRange(Environment.TickCount64 - start, 0, 20_000);
    }

    private Scenario Load(string text)
    {
        Scenario? scenario = ScenarioLoader.Load(folder.Write("t.yaml", text), bag);
        Assert.Equal(string.Empty, string.Join('\n', bag.Sorted()));
        return scenario!;
    }
}
