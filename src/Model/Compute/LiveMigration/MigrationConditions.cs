namespace Model.Compute.LiveMigration;

/// <summary>Facts about the cloud that decide whether it can live-migrate. Immutable.</summary>
public sealed record MigrationConditions
{
    /// <summary>The lowest version number of all compute services.</summary>
    public int MinimumServiceVersion { get; init; } = 69;

    /// <summary>Whether Neutron has the extension <c>binding-extended</c>.</summary>
    public bool HasPortBindingExtension { get; init; } = true;

    /// <summary><c>[workarounds]enable_numa_live_migration</c>.</summary>
    public bool EnableNumaLiveMigration { get; init; }

    /// <summary><c>[workarounds]skip_hypervisor_version_check_on_lm</c>.</summary>
    public bool SkipHypervisorVersionCheck { get; init; }
}
