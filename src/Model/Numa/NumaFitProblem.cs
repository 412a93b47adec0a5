namespace Model.Numa;

/// <summary>Why a guest, or one of its cells, does not fit.</summary>
public enum NumaFitProblem
{
    /// <summary>The host has no NUMA topology.</summary>
    NoHostTopology,

    /// <summary>The guest has more cells than the host.</summary>
    TooFewHostCells,

    /// <summary>The host cell has no pages of the size asked for.</summary>
    PageSizeNotSupported,

    /// <summary>Too few free pages of a size that would do, or the memory is no multiple of the size.</summary>
    TooFewPages,

    /// <summary>Too little memory in the host cell.</summary>
    TooLittleMemory,

    /// <summary>The host cell has fewer CPUs for pinning than wanted, even when empty.</summary>
    TooFewDedicatedCpus,

    /// <summary>The host cell has fewer CPUs for floating than the guest cell has floating vCPUs.</summary>
    TooFewSharedCpus,

    /// <summary>Too few CPUs for pinning are free.</summary>
    TooFewFreeDedicatedCpus,

    /// <summary>Thread policy <c>isolate</c>: no core is wholly free.</summary>
    NoFreeCore,

    /// <summary>Thread policy <c>isolate</c> on a host with threads whose dedicated and shared CPUs are configured apart.</summary>
    IsolateOnThreadedHost,

    /// <summary>Thread policy <c>require</c> on a cell without threads.</summary>
    NoThreads,

    /// <summary>The free threads do not suit the thread policy, or leave none for the emulator.</summary>
    ThreadsDoNotSuit,

    /// <summary>The CPU allocation ratio of the host cell would be passed.</summary>
    CpuLimit,

    /// <summary>The RAM allocation ratio of the host cell would be passed.</summary>
    MemoryLimit,

    /// <summary>The host cells fit, but the free PCI devices do not suit them.</summary>
    PciDevices,

    /// <summary>The host cells fit, but a network of the guest is near other cells.</summary>
    NetworkAffinity,
}
