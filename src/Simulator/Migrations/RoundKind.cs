namespace Simulator.Migrations;

/// <summary>What a part of a live migration's transfer moves.</summary>
public enum RoundKind
{
    /// <summary>Disks of a block migration.</summary>
    Disks,

    /// <summary>A round of pre-copy: the memory at first, then what was dirtied in the round before.</summary>
    PreCopy,

    /// <summary>Memory has converged and is kept so while the device state is still too much for the permitted downtime.</summary>
    Trickle,

    /// <summary>Stop-and-copy: the rest of the memory and the device state, with the guest standing still.</summary>
    Blackout,

    /// <summary>The rest of the memory, with the guest running on the destination.</summary>
    PostCopy,
}
