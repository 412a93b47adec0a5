namespace Model.Compute.LiveMigration;

/// <summary>The conductor's checks before a live migration, in their order (<c>nova/conductor/tasks/live_migrate.py</c>).</summary>
public enum LiveMigrationStep
{
    /// <summary>The guest runs or is paused.</summary>
    InstanceActive,

    /// <summary>A guest with a NUMA topology needs computes that know how to move it.</summary>
    Numa,

    /// <summary>The source's compute service is up.</summary>
    SourceUp,

    /// <summary>A forced destination is not the source.</summary>
    SameHost,

    /// <summary>A forced destination's compute service is up.</summary>
    DestinationUp,

    /// <summary>A forced destination has the memory.</summary>
    Memory,

    /// <summary>Both hosts run the same hypervisor, the destination's being no older.</summary>
    Hypervisor,

    /// <summary>Persistent memory needs computes that know how to move it.</summary>
    Resources,

    /// <summary>The guest's PCI devices can be moved.</summary>
    Pci,
}
