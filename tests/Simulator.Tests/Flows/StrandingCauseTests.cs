using Simulator.Metrics;
using Xunit;

namespace Simulator.Tests.Flows;

/// <summary>
/// Goal: every cause for which something free is out of reach is told apart from all others, with the right number. Method: one small host,
/// guests that use up one thing and leave a number known by hand, and what the survey counts 45 minutes in. RoomSurveyTests has PFs and VFs.
/// </summary>
public sealed class StrandingCauseTests
{
    private const string Pinned = "\"hw:cpu_policy\": dedicated";
    private const string OneVf = "\"pci_passthrough:alias\": \"vf:1\"";

    private static readonly TimeSpan Look = TimeSpan.FromMinutes(45);

    [Fact]
    public void Cpus_of_the_host() => Check(
        """
        - { at: 1min, name: a, flavor: p4 }
        - { at: 2min, name: b, flavor: p4 }
        - { at: 50min, name: c, flavor: p1.vf }
        """,
        ["15b3:101e: no CPUs left on the host 4"], []);

    [Fact]
    public void Cores_whose_node_has_no_device_and_vfs_whose_node_has_no_core() => Check(
        """
        - { at: 1min, name: a, flavor: p4 }
        - { at: 2min, name: b, flavor: p4 }
        - { at: 50min, name: c, flavor: p1.vf }
        """,
        ["15b3:101e: no CPUs left on the NUMA node 4"],
        // Four free cores on node 0; one server in three wants a VF beside them, the others could have them.
        ["PCPU: no device left beside them 1.3333"],
        "operations: [ { at: 20min, delete: a } ]");

    [Fact]
    public void Memory_of_the_host() => Check(
        "- { at: 1min, name: a, flavor: large }\n- { at: 50min, name: b, flavor: large }\n",
        ["15b3:101e: no memory left on the host 3"], ["VCPU: no memory left on the host 3"],
        changes: Flavor("large", $"vcpus: 1, ram: 18 GiB, extra_specs: {{ {OneVf} }}", shared: true));

    [Fact]
    public void Memory_of_the_node() => Check(
        "- { at: 1min, name: a, flavor: large }\n- { at: 50min, name: b, flavor: large }\n",
        ["15b3:101e: no memory left on the NUMA node 3"],
        ["PCPU: no device left beside them 4", "PCPU: no memory left on the NUMA node 3"],
        changes: Flavor("large", $"vcpus: 1, ram: 10 GiB, extra_specs: {{ {Pinned}, {OneVf} }}"));

    [Fact]
    public void Huge_pages() => Check(
        """
        - { at: 1min, name: a, flavor: huge.vf }
        - { at: 50min, name: b, flavor: huge.vf }
        """,
        // Node 0 has four cores and no card, node 1 three cores beside VFs.
        ["15b3:101e: no huge pages left on the NUMA node 3"],
        ["PCPU: no device left beside them 4", "PCPU: no huge pages left on the NUMA node 3"]);

    [Fact]
    public void Disk() => Check(
        "- { at: 1min, name: a, flavor: large }\n- { at: 50min, name: b, flavor: large }\n",
        ["15b3:101e: no disk left on the host 3"], ["PCPU: no disk left on the host 7"],
        changes: Flavor("large", $"vcpus: 1, ram: 1 GiB, disk: 700 GiB, extra_specs: {{ {Pinned}, {OneVf} }}"));

    [Fact]
    public void Fewer_than_a_server_wants() => Check(
        "- { at: 1min, name: a, flavor: many }\n- { at: 50min, name: b, flavor: many }\n",
        ["15b3:101e: fewer than a server wants 1"], ["PCPU: no device left beside them 7"],
        changes: Flavor("many", $"vcpus: 1, ram: 1 GiB, extra_specs: {{ {Pinned}, {OneVf.Replace('1', '3')} }}"));

    [Fact]
    public void The_policy_where_devices_lie_on_two_nodes() => Check(
        // Three VFs a node and guests that want two on one node: one is left on each, together enough.
        """
        - { at: 1min, name: a, flavor: pair }
        - { at: 2min, name: b, flavor: pair }
        - { at: 50min, name: c, flavor: pair }
        """,
        ["15b3:101e: NUMA affinity policy 2"], ["PCPU: no device left beside them 6"],
        changes:
        [
            ("spread: node 1, vfs: { id: \"15b3:101e\", count: 4 }", "count: 2, spread: numa, vfs: { id: \"15b3:101e\", count: 3 }"),
            .. Flavor("pair", $"vcpus: 1, ram: 1 GiB, extra_specs: {{ {Pinned}, {OneVf.Replace('1', '2')} }}"),
        ]);

    [Fact]
    public void Traits_of_devices_in_placement() => Check(
        // Both cards are of the class that is asked for; the trait is on the first one only.
        """
        - { at: 1min, name: a, flavor: p1.vf }
        - { at: 2min, name: b, flavor: p1.vf }
        - { at: 50min, name: c, flavor: p1.vf }
        """,
        ["10de:20b5: other traits, tags or physical network 1"], ["PCPU: other traits, tags or physical network 6"],
        changes:
        [
            ("pci: [ { id: \"15b3:101d\", kind: PF, spread: node 1, vfs: { id: \"15b3:101e\", count: 4 } } ]",
                "pci: [ { id: \"10de:20b5\", address: \"0000:01:00.0\" }, { id: \"10de:20b5\", address: \"0000:02:00.0\" }, "
                + "{ id: \"10de:20b5\", address: \"0000:03:00.0\" } ]"),
            ("device_spec = { \"vendor_id\": \"15b3\", \"product_id\": \"101d\" }",
                "device_spec = { \"address\": \"0000:01:00.0\", \"resource_class\": \"gpu\", \"traits\": \"nvlink\" }\n"
                + "      device_spec = { \"address\": \"0000:02:00.0\", \"resource_class\": \"gpu\", \"traits\": \"nvlink\" }"),
            ("device_spec = { \"vendor_id\": \"15b3\", \"product_id\": \"101e\" }",
                "report_in_placement = true\n      device_spec = { \"address\": \"0000:03:00.0\", \"resource_class\": \"gpu\" }"),
            ("alias = { \"vendor_id\": \"15b3\", \"product_id\": \"101e\", \"name\": \"vf\", \"numa_policy\": \"required\" }",
                "alias = { \"resource_class\": \"GPU\", \"traits\": \"CUSTOM_NVLINK\", \"name\": \"vf\", \"numa_policy\": \"preferred\" }"),
            ("[pci]\n    alias", "pci_in_placement = true\n    [pci]\n    alias"),
        ]);

    [Fact]
    public void Physical_network() => Check(
        // Two VFs on each physical network, and ports on one of the networks only.
        """
        - { at: 1min, name: a, flavor: plain, ports: [ { network: left, vnic_type: direct } ] }
        - { at: 2min, name: b, flavor: plain, ports: [ { network: left, vnic_type: direct } ] }
        - { at: 50min, name: c, flavor: plain, ports: [ { network: left, vnic_type: direct } ] }
        """,
        ["15b3:101e: other traits, tags or physical network 2"], ["VCPU: no device left beside them 2"],
        "networks: { left: { network_type: vlan, physical_network: physnet1 }, right: { network_type: vlan, physical_network: physnet2 } }",
        [
            ("{ id: \"15b3:101d\", kind: PF, spread: node 1, vfs: { id: \"15b3:101e\", count: 4 } }",
                "{ id: \"15b3:101d\", address: \"0000:01:00.0\", vfs: { id: \"15b3:101e\", count: 2 } }, "
                + "{ id: \"15b3:101d\", address: \"0000:02:00.0\", vfs: { id: \"15b3:101e\", count: 2 } }"),
            ("device_spec = { \"vendor_id\": \"15b3\", \"product_id\": \"101d\" }",
                "device_spec = { \"address\": \"0000:01:00.*\", \"product_id\": \"101e\", \"physical_network\": \"physnet1\" }"),
            ("device_spec = { \"vendor_id\": \"15b3\", \"product_id\": \"101e\" }",
                "device_spec = { \"address\": \"0000:02:00.*\", \"product_id\": \"101e\", \"physical_network\": \"physnet2\" }"),
            .. Flavor("plain", "vcpus: 1, ram: 1 GiB", shared: true),
        ]);

    [Fact]
    public void Another_filter() => Check(
        "- { at: 1min, name: a, flavor: p1.vf }\n- { at: 50min, name: b, flavor: p1.vf }\n",
        ["15b3:101e: refused by another filter 3"], [],
        changes:
        [
            ("enabled_filters = ComputeFilter,", "max_instances_per_host = 1\n    enabled_filters = ComputeFilter,NumInstancesFilter,"),
        ]);

    /// <summary>Adds a flavor; with shared CPUs the host has four of them, else none.</summary>
    private static (string, string)[] Flavor(string name, string flavor, bool shared = false) =>
    [
        ("flavors:\n", $"flavors:\n  {name}: {{ {flavor} }}\n"),
        .. shared
            ? [("cpu_dedicated_set = 0-7", "cpu_shared_set = 0-3\n      [DEFAULT]\n      cpu_allocation_ratio = 1.0")]
            : Array.Empty<(string, string)>(),
    ];

    private static void Check(string requests, string[] devices, string[] cpus, string more = "", params (string, string)[] changes)
    {
        RunResult result = RoomCloud.Run(requests, more, changes);
        Assert.Equal(devices, RoomCloud.Stranded(result, "stranded", Look));
        Assert.Equal(cpus, RoomCloud.Stranded(result, "stranded_cpus", Look));
    }
}
