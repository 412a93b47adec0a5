using System.CommandLine;

namespace Simulator.Commands;

/// <summary><c>init DIR</c>: write a commented starter scenario.</summary>
internal static class InitCommand
{
    private const string FileName = "scenario.yaml";

    private const string Starter = """
        # A starter scenario. Check it:  simulator check scenario.yaml      Run it:  simulator run scenario.yaml
        # For completion and checking while you type, write the format to a file (simulator schema > scenario.schema.json) and tell
        # your editor with a first line like this one:
        # yaml-language-server: $schema=scenario.schema.json
        name: starter
        description: Two GPU hosts take servers until one kind of them no longer fits.
        release: "2025.2"            # the Nova release whose rules hold
        seed: 1                      # same scenario, same seed: the same result files, byte for byte
        duration: 2d                 # simulated time; units: ms, s, min, h, d
        sample-every: 1h             # length of an interval in timeseries.csv

        controller:                  # nova.conf of the API, conductor and scheduler, verbatim
          nova_conf: |
            [filter_scheduler]
            enabled_filters = ComputeFilter,ComputeCapabilitiesFilter,ImagePropertiesFilter,PciPassthroughFilter,NUMATopologyFilter
            [pci]
            alias = { "name": "gpu", "vendor_id": "10de", "product_id": "20b5", "device_type": "type-PCI" }

        hardware:                    # machines, by name
          gpu-server:
            sockets: 2
            cores_per_node: 16
            threads_per_core: 2
            memory_per_node: 128 GiB
            iommu: on
            pci:
              - { id: "10de:20b5", count: 4, spread: numa }     # four GPUs, dealt over the NUMA nodes

        hosts:
          - name: gpu-[1-2]          # a pattern: gpu-1 and gpu-2
            hardware: gpu-server
            disk: 2 TiB
            nova_conf: |             # nova.conf of these computes
              [DEFAULT]
              cpu_allocation_ratio = 1.0
              [pci]
              device_spec = { "vendor_id": "10de", "product_id": "20b5" }

        flavors:
          small: { vcpus: 2, ram: 4 GiB, disk: 20 GiB }
          gpu:   { vcpus: 8, ram: 32 GiB, disk: 100 GiB, extra_specs: { "pci_passthrough:alias": "gpu:1" } }

        workload:
          - name: batch
            arrivals: { process: poisson, rate: 2/h }
            flavor: { small: 0.5, gpu: 0.5 }
            lifetime: { distribution: lognormal, median: 8h, sigma: 0.8 }

        """;

    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = new("DIR") { Description = "The folder to write scenario.yaml to; made if needed." };
        Command command = new("init", "Write a commented starter scenario.") { folder };
        command.SetAction(parsed => Init(terminal, parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Init(Terminal terminal, string folder)
    {
        string target = Path.Combine(folder, FileName);
        if (File.Exists(target))
        {
            terminal.Error.WriteLine($"error: {target} exists; nothing was written");
            return ExitCodes.BadInput;
        }

        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(target, Starter);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write {target}: {exception.Message}");
            return ExitCodes.BadInput;
        }

        terminal.Out.WriteLine($"Wrote {target}. Next: simulator run {target}");
        return ExitCodes.Ok;
    }
}
