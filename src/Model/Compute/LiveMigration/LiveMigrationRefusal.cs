namespace Model.Compute.LiveMigration;

/// <summary>A live migration that the conductor refuses.</summary>
/// <param name="step">The check that failed.</param>
/// <param name="name">Nova's exception class.</param>
/// <param name="message">The sentence a person would see.</param>
public sealed class LiveMigrationRefusal(LiveMigrationStep step, string name, string message) : NovaException(name, message)
{
    /// <summary>The check that failed.</summary>
    public LiveMigrationStep Step { get; } = step;

    /// <summary>
    /// Whether a destination that the scheduler chose is merely skipped and the next one asked for. Nova does so for its
    /// <c>MigrationPreCheckError</c> and for errors of the class <c>Invalid</c>, once a host is chosen.
    /// </summary>
    public bool SkipsHost => Step >= LiveMigrationStep.Hypervisor;
}
