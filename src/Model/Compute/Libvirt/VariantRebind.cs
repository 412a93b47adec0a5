namespace Model.Compute.Libvirt;

/// <summary>What happens on a host when libvirt takes a device away from its variant driver (tag <c>managed: yes</c>).</summary>
public enum VariantRebind
{
    /// <summary>Nothing bad.</summary>
    Works,

    /// <summary>The guest runs but its device cannot be live-migrated.</summary>
    LosesMigratability,

    /// <summary>The host goes down, of which Nova's guide warns.</summary>
    CrashesHost,
}
