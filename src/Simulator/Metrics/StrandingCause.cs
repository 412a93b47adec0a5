namespace Simulator.Metrics;

/// <summary>Why something free is of no use to a flavor that wants it.</summary>
public enum StrandingCause
{
    /// <summary>Too few CPUs are left on the host.</summary>
    Cpus,

    /// <summary>Too few CPUs are left on the NUMA node, or not the threads that the CPU policies want.</summary>
    NodeCpus,

    /// <summary>Too little memory is left on the host.</summary>
    Memory,

    /// <summary>Too little memory is left on the NUMA node.</summary>
    NodeMemory,

    /// <summary>Too few pages of the wanted size are left on the NUMA node.</summary>
    HugePages,

    /// <summary>Too little disk is left on the host.</summary>
    Disk,

    /// <summary>Fewer are left together than one server wants.</summary>
    TooFew,

    /// <summary>No wanted device is left beside the CPUs.</summary>
    NoDevice,

    /// <summary>The PCI NUMA affinity policy, or the affinity of a network, forbids the nodes that have room.</summary>
    NumaPolicy,

    /// <summary>A PF that cannot be given out, because one of its VFs is in use.</summary>
    VfInUse,

    /// <summary>A VF that cannot be given out, because its PF is in use.</summary>
    PfInUse,

    /// <summary>Traits, tags or the physical network are not those that are asked for.</summary>
    Traits,

    /// <summary>The compute service is disabled or down.</summary>
    Closed,

    /// <summary>Another filter refuses the host.</summary>
    Other,
}
