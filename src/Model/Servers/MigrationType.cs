namespace Model.Servers;

/// <summary>Kind of move (<c>nova/objects/fields.py</c>, MigrationType).</summary>
public enum MigrationType
{
    /// <summary>Cold migration: the same flavor.</summary>
    Migration,

    /// <summary>Resize: another flavor, on another or the same host.</summary>
    Resize,

    /// <summary>Live migration.</summary>
    LiveMigration,

    /// <summary>Evacuation from a host whose service is down.</summary>
    Evacuation,
}
