namespace Simulator.Migrations;

/// <summary>What a guest's memory means to a live migration. Rates are those of the guest running undisturbed.</summary>
public sealed record GuestMemory
{
    /// <summary>RAM that holds data: what the first round sends. Pages never touched cost QEMU a few bytes each and are left out.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes per second that the guest dirties, each page counted once a round; 0 for an idle or paused guest.</summary>
    public double DirtyRate { get; init; }

    /// <summary>
    /// The most that is ever dirty at once, in bytes: the writable working set (Clark et al., NSDI 2005); null for all of the memory.
    /// </summary>
    public long? WorkingSet { get; init; }

    /// <summary>The bound of the dirty set in bytes.</summary>
    internal long DirtyMax => Math.Min(WorkingSet ?? Bytes, Bytes);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Bytes);
        ArgumentOutOfRangeException.ThrowIfNegative(DirtyRate);
        ArgumentOutOfRangeException.ThrowIfNegative(WorkingSet ?? 0);
        if (!double.IsFinite(DirtyRate))
        {
            throw new ArgumentException("A dirty rate must be finite.");
        }
    }
}
