namespace Model.Hardware;

/// <summary>What a network card does not do for the host with its virtual functions. sysfs does not show any of it.</summary>
[Flags]
public enum VfLimits
{
    /// <summary>Nothing is amiss.</summary>
    None = 0,

    /// <summary>The PF's driver answers EPERM when a VLAN is programmed on a VF.</summary>
    NoVlan = 1,

    /// <summary>The PF's driver refuses to trust a VF.</summary>
    NoTrust = 2,

    /// <summary>The card's own processor (DPU) plugs the VFs: what the host does carries no traffic.</summary>
    PluggedByDpu = 4,
}
