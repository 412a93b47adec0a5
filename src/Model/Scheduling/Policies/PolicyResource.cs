namespace Model.Scheduling.Policies;

/// <summary>What policies beyond Nova can look at.</summary>
public enum PolicyResource
{
    /// <summary>Virtual CPUs: floating ones at the allocation ratio, and dedicated ones.</summary>
    Vcpus,

    /// <summary>Memory at the allocation ratio.</summary>
    Memory,

    /// <summary>Local disk at the allocation ratio.</summary>
    Disk,

    /// <summary>PCI devices of any kind.</summary>
    Devices,
}
