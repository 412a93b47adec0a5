namespace Model.Servers;

/// <summary>A move of a server (<c>nova/objects/migration.py</c>). Mutable; the consumer that holds the source while it goes on.</summary>
public sealed class Migration
{
    private readonly Func<Migration, int> _clock;

    /// <summary>Made by <see cref="NovaDatabase.AddMigration"/>.</summary>
    internal Migration(Func<Migration, int> clock) => _clock = clock;

    /// <summary>The uuid, which is also its consumer in Placement.</summary>
    public required string Uuid { get; init; }

    /// <summary>Number of the move in its cloud, from 1, in order of creation.</summary>
    public required int Number { get; init; }

    /// <summary>The server that moves.</summary>
    public required Instance Instance { get; init; }

    /// <summary>The kind.</summary>
    public required MigrationType Type { get; init; }

    /// <summary>The flavor before.</summary>
    public required string OldFlavor { get; init; }

    /// <summary>The flavor after; the same one unless the server is resized.</summary>
    public required string NewFlavor { get; init; }

    /// <summary>The host it leaves.</summary>
    public required string Source { get; init; }

    /// <summary>The host it goes to, or null while none is known.</summary>
    public string? Destination { get; set; }

    /// <summary>
    /// Whether the destination's node is on record too. Moves count for a destination's resources only then: a live migration that
    /// names a host has that host from the start, but no node before the conductor has settled on it.
    /// </summary>
    public bool HasDestinationNode { get; set; }

    /// <summary>Whether the source's node is on record, without which the move does not count for the source's resources.</summary>
    public bool HasSourceNode { get; set; } = true;

    /// <summary>How far it is.</summary>
    public MigrationStatus Status
    {
        get;
        set
        {
            field = value;
            LastChange = _clock(this);
        }
    }

    /// <summary>When the status last changed, on a clock that only orders changes: which of two moves of a server is the latest.</summary>
    public int LastChange { get; private set; }

    /// <summary>Whether it stays on one host.</summary>
    public bool IsSameHost => HasDestinationNode && Source == Destination && Type is MigrationType.Resize or MigrationType.Migration;

    /// <summary>Whether the audit still keeps resources for it: every status but the final ones; <c>error</c> is not final.</summary>
    public bool HoldsResources => Status is not (MigrationStatus.Confirmed or MigrationStatus.Reverted or MigrationStatus.Failed
        or MigrationStatus.Completed or MigrationStatus.Cancelled or MigrationStatus.Done);
}
