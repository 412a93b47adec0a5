using Model.Configuration;
using Model.Diagnostics;
using Model.Hardware;

namespace Simulator.Scenarios;

/// <summary>One compute host of the cloud, resolved: patterns are expanded and templates applied. Immutable.</summary>
public sealed record HostDefinition
{
    /// <summary>Host name, unique in the scenario. Also Nova's hypervisor hostname and the root provider's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the scenario says so; null for a host that was made otherwise.</summary>
    public SourcePosition? Position { get; init; }

    /// <summary>What is in the machine. Hosts of one class share the instance.</summary>
    public required HostHardware Hardware { get; init; }

    /// <summary>The PCI devices as the hypervisor reports them; null when it reports what is in the machine.</summary>
    public IReadOnlyList<HypervisorPciDevice>? HypervisorDevices { get; init; }

    /// <summary>The name of the hardware entry it came from, for reports.</summary>
    public required string HardwareName { get; init; }

    /// <summary>The host's nova.conf, typed. Hosts of one class share the instance.</summary>
    public required NovaOptions Options { get; init; }

    /// <summary>Local disk in GiB.</summary>
    public int DiskGb { get; init; }

    /// <summary>libvirt version, for example <c>10.0.0</c>.</summary>
    public string LibvirtVersion { get; init; } = "10.0.0";

    /// <summary>QEMU version, for example <c>8.2.2</c>.</summary>
    public string QemuVersion { get; init; } = "8.2.2";

    /// <summary>Names of the host aggregates it belongs to, in the order of the scenario.</summary>
    public IReadOnlyList<string> Aggregates { get; init; } = [];

    /// <summary>Availability zone.</summary>
    public string AvailabilityZone { get; init; } = "nova";

    /// <summary>Failure domain (rack), or null when the scenario names none.</summary>
    public string? Rack { get; init; }
}
