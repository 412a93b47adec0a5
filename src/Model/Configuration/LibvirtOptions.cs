namespace Model.Configuration;

/// <summary>Section <c>[libvirt]</c> (<c>nova/conf/libvirt.py</c>). Immutable.</summary>
public sealed record LibvirtOptions
{
    /// <summary><c>virt_type</c>: kvm, lxc, qemu or parallels.</summary>
    public string VirtType { get; init; } = "kvm";

    /// <summary><c>cpu_mode</c>: host-model, host-passthrough, custom or none; null = by virt_type.</summary>
    public string? CpuMode { get; init; }

    /// <summary><c>hw_machine_type</c>: default machine type by architecture.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> HardwareMachineTypes { get; init; } = [];

    /// <summary><c>num_pcie_ports</c>: PCIe ports of a guest, 0 to 28; 0 = libvirt's default.</summary>
    public int PciePorts { get; init; }

    /// <summary><c>device_detach_attempts</c>: tries to detach a device; at least 1.</summary>
    public int DeviceDetachAttempts { get; init; } = 8;

    /// <summary><c>device_detach_timeout</c>: seconds of each try; at least 1.</summary>
    public int DeviceDetachTimeout { get; init; } = 20;

    /// <summary><c>live_migration_bandwidth</c>: MiB/s of a live migration; 0 = no limit by Nova.</summary>
    public int LiveMigrationBandwidth { get; init; }

    /// <summary><c>live_migration_downtime</c>: milliseconds a guest may pause at most; at least 100.</summary>
    public int LiveMigrationDowntime { get; init; } = 500;

    /// <summary><c>live_migration_downtime_steps</c>: steps up to that pause; at least 3.</summary>
    public int LiveMigrationDowntimeSteps { get; init; } = 10;

    /// <summary><c>live_migration_downtime_delay</c>: seconds between steps for each GiB; at least 3.</summary>
    public int LiveMigrationDowntimeDelay { get; init; } = 75;

    /// <summary><c>live_migration_completion_timeout</c>: seconds for each GiB; 0 = no limit.</summary>
    public int LiveMigrationCompletionTimeout { get; init; } = 800;

    /// <summary><c>live_migration_timeout_action</c>: abort or force_complete.</summary>
    public string LiveMigrationTimeoutAction { get; init; } = "abort";

    /// <summary><c>live_migration_permit_post_copy</c>: switch to post-copy when pre-copy does not end.</summary>
    public bool LiveMigrationPermitPostCopy { get; init; }

    /// <summary><c>live_migration_permit_auto_converge</c>: slow guests down that write too fast.</summary>
    public bool LiveMigrationPermitAutoConverge { get; init; }

    /// <summary><c>live_migration_tunnelled</c>: send the guest through libvirt's connection.</summary>
    public bool LiveMigrationTunnelled { get; init; }

    /// <summary><c>live_migration_with_native_tls</c>: encrypt in QEMU.</summary>
    public bool LiveMigrationWithNativeTls { get; init; }

    /// <summary><c>live_migration_parallel_connections</c>: connections of a live migration (from 33).</summary>
    public int LiveMigrationParallelConnections { get; init; } = 1;

    /// <summary><c>live_migration_monitor_interval</c>: seconds between statistics (option from 34, fixed before).</summary>
    public int LiveMigrationMonitorInterval { get; init; } = 5;

    internal static LibvirtOptions Read(OptionReader reader) => new()
    {
        VirtType = reader.Text("libvirt", "virt_type")!,
        CpuMode = reader.Text("libvirt", "cpu_mode"),
        HardwareMachineTypes = OptionParts.Mapping(reader, "libvirt", "hw_machine_type"),
        PciePorts = reader.Integer("libvirt", "num_pcie_ports"),
        DeviceDetachAttempts = reader.Integer("libvirt", "device_detach_attempts"),
        DeviceDetachTimeout = reader.Integer("libvirt", "device_detach_timeout"),
        LiveMigrationBandwidth = reader.Integer("libvirt", "live_migration_bandwidth"),
        LiveMigrationDowntime = reader.Integer("libvirt", "live_migration_downtime"),
        LiveMigrationDowntimeSteps = reader.Integer("libvirt", "live_migration_downtime_steps"),
        LiveMigrationDowntimeDelay = reader.Integer("libvirt", "live_migration_downtime_delay"),
        LiveMigrationCompletionTimeout = reader.Integer("libvirt", "live_migration_completion_timeout"),
        LiveMigrationTimeoutAction = reader.Text("libvirt", "live_migration_timeout_action")!,
        LiveMigrationPermitPostCopy = reader.Boolean("libvirt", "live_migration_permit_post_copy"),
        LiveMigrationPermitAutoConverge = reader.Boolean("libvirt", "live_migration_permit_auto_converge"),
        LiveMigrationTunnelled = reader.Boolean("libvirt", "live_migration_tunnelled"),
        LiveMigrationWithNativeTls = reader.Boolean("libvirt", "live_migration_with_native_tls"),
        LiveMigrationParallelConnections = reader.Integer("libvirt", "live_migration_parallel_connections"),
        LiveMigrationMonitorInterval = reader.Integer("libvirt", "live_migration_monitor_interval"),
    };
}
