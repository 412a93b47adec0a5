namespace Model.Servers;

/// <summary>The stable state of a server (<c>nova/compute/vm_states.py</c>).</summary>
public enum VmState
{
    /// <summary>Being built.</summary>
    Building,

    /// <summary>Running.</summary>
    Active,

    /// <summary>Powered off.</summary>
    Stopped,

    /// <summary>Halted; its memory stays on the host.</summary>
    Paused,

    /// <summary>Its memory is saved to disk; PCI devices are detached meanwhile, and stay its own.</summary>
    Suspended,

    /// <summary>Moved or resized, waiting to be confirmed or reverted; the old resources are still held.</summary>
    Resized,

    /// <summary>Shelved, still on its host.</summary>
    Shelved,

    /// <summary>Shelved and on no host.</summary>
    ShelvedOffloaded,

    /// <summary>Something went wrong that Nova does not mend itself.</summary>
    Error,

    /// <summary>Deleted.</summary>
    Deleted,
}
