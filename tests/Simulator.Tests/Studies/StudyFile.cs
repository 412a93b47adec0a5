using Simulator.Tests.Scenarios;

namespace Simulator.Tests.Studies;

/// <summary>A small cloud that turns servers away, and studies of it.</summary>
internal static class StudyFile
{
    /// <summary>Four hosts with four devices each, under more load than they can bear; about 300 servers a run.</summary>
    public const string Cloud = """
        name: small
        duration: 2d
        sample-every: 1h
        seed: 5
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter
            [pci]
            alias = { "name": "card", "vendor_id": "8086", "product_id": "154d", "device_type": "type-PCI" }
        hardware:
          machine: { sockets: 1, cores_per_node: 8, memory_per_node: 32 GiB, iommu: on, pci: [ { id: "8086:154d", count: 4 } ] }
        host-defaults:
          nova_conf: |
            [DEFAULT]
            cpu_allocation_ratio = 1.0
            [pci]
            device_spec = { "vendor_id": "8086" }
        hosts:
          - { name: "h-[1-9]", count: 4, hardware: machine, disk: 1 TiB }
        flavors:
          plain: { vcpus: 1, ram: 1 GiB, disk: 1 GiB }
          carded: { vcpus: 2, ram: 2 GiB, disk: 1 GiB, extra_specs: { "pci_passthrough:alias": "card:1" } }
        workload:
          - name: load
            arrivals: { process: poisson, rate: 6/h }
            flavor: { plain: 1, carded: 1 }
            lifetime: { distribution: exponential, mean: 4h }
        """;

    /// <summary>Fewer and more hosts than the base, and the base itself under another name.</summary>
    public const string Study = """
        name: sizes
        base: small.yaml
        replications: 4
        metrics: [boots.failed.ratio, boots.devices.failed.ratio, utilization.VCPU.mean]
        variants:
          four: {}
          same:
            set: { duration: 2d }
          eight:
            set: { "hosts[0].count": 8 }
        """;

    /// <summary>Writes cloud and study into a folder; returns the study's path.</summary>
    public static string Write(TemporaryFolder folder, string? study = null)
    {
        folder.Write("small.yaml", Cloud);
        return folder.Write("study.yaml", study ?? Study);
    }
}
