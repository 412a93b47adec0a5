using Xunit;

namespace Simulator.Tests.Commands;

/// <summary>A small scenario with one fault; the mark § stands where the fault must be reported.</summary>
internal static class MarkedScenario
{
    public const string Sound = """
        name: small
        seed: 1
        duration: 1h
        sample-every: 10min
        controller:
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,PciPassthroughFilter
            [pci]
            alias = { "vendor_id": "8086", "product_id": "154d", "device_type": "type-PF", "name": "card" }
        hardware:
          machine:
            cores_per_node: 4
            memory_per_node: 8 GiB
            pci:
              - { id: "8086:154d", kind: PF, address: "0000:01:00.0" }
        hosts:
          - { name: compute, hardware: machine, disk: 100 GiB }
        host-defaults:
          nova_conf: |
            [pci]
            device_spec = { "vendor_id": "8086" }
        flavors:
          plain: { vcpus: 1, ram: 1 GiB, disk: 1 GiB }
          net: { vcpus: 1, ram: 1 GiB, disk: 1 GiB, extra_specs: { "pci_passthrough:alias": "card:1" } }
        workload:
          - requests:
              - { at: 1min, name: first, flavor: plain }
        expect:
          - servers.failed == 0
        """;

    /// <summary>The scenario with <paramref name="sound"/> replaced, and the place of the mark as line:column.</summary>
    public static (string Text, string Place) Change(string sound, string faulty)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        string marked = Sound.Replace(sound, faulty, StringComparison.Ordinal);
        int at = marked.IndexOf('§', StringComparison.Ordinal);
        string[] before = marked[..at].Split('\n');
        return (marked.Replace("§", string.Empty, StringComparison.Ordinal), $"{before.Length}:{before[^1].Length + 1}");
    }
}
