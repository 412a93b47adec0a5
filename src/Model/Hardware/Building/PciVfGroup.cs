namespace Model.Hardware.Building;

/// <summary>The virtual functions of each physical function of a <see cref="PciGroup"/>.</summary>
public sealed record PciVfGroup
{
    /// <summary>Vendor id; must be the PF's where given.</summary>
    public int? VendorId { get; init; }

    /// <summary>Device id; null for the catalogue's.</summary>
    public int? DeviceId { get; init; }

    /// <summary>VFs that exist on each PF, 0 or more.</summary>
    public int Count { get; init; }

    /// <summary><c>sriov_totalvfs</c>; null for the catalogue's, or else <see cref="Count"/>.</summary>
    public int? Total { get; init; }

    /// <summary>Routing-id distance from function 0 to its first VF; null for the catalogue's, or else right after the ports.</summary>
    public int? Offset { get; init; }

    /// <summary>Routing-id distance between a PF's neighbouring VFs; null for the catalogue's, or else 1.</summary>
    public int? Stride { get; init; }

    /// <summary>Driver of the VFs; null for the catalogue's, empty or <c>none</c> for unbound.</summary>
    public string? Driver { get; init; }

    /// <summary>What the card does not do for the host with the VFs.</summary>
    public VfLimits Limits { get; init; }

    /// <summary>True when each VF carries a vDPA device.</summary>
    public bool Vdpa { get; init; }
}
