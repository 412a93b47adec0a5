namespace Model.Pci;

/// <summary>The state of a tracked PCI device (<c>nova/objects/fields.py</c>, PciDeviceStatus).</summary>
public enum PciDeviceStatus
{
    /// <summary>Free.</summary>
    Available,

    /// <summary>Set aside for an instance.</summary>
    Claimed,

    /// <summary>In use by an instance.</summary>
    Allocated,

    /// <summary>Gone from the host or from the configuration; the record is deleted when the tracker saves.</summary>
    Removed,

    /// <summary>The record is deleted.</summary>
    Deleted,

    /// <summary>Not usable, since its PF or one of its VFs is allocated.</summary>
    Unavailable,

    /// <summary>Not usable, since its PF or one of its VFs is claimed.</summary>
    Unclaimable,
}

/// <summary>Nova's spelling of <see cref="PciDeviceStatus"/>.</summary>
public static class PciDeviceStatuses
{
    /// <summary>The name in the database, in lower case.</summary>
    public static string ToName(this PciDeviceStatus status) => status switch
    {
        PciDeviceStatus.Available => "available",
        PciDeviceStatus.Claimed => "claimed",
        PciDeviceStatus.Allocated => "allocated",
        PciDeviceStatus.Removed => "removed",
        PciDeviceStatus.Deleted => "deleted",
        PciDeviceStatus.Unavailable => "unavailable",
        PciDeviceStatus.Unclaimable => "unclaimable",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "unknown PCI device status"),
    };

    /// <summary>Reads Nova's spelling; letter case matters.</summary>
    public static bool TryParse(string? name, out PciDeviceStatus status)
    {
        for (status = PciDeviceStatus.Available; status <= PciDeviceStatus.Unclaimable; status++)
        {
            if (status.ToName() == name)
            {
                return true;
            }
        }

        status = PciDeviceStatus.Available;
        return false;
    }
}
