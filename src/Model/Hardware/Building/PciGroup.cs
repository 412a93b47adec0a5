namespace Model.Hardware.Building;

/// <summary>A number of equal PCI cards in a template. What is left out comes from the <see cref="DeviceCatalogue"/>.</summary>
public sealed record PciGroup
{
    /// <summary>Short name in the catalogue; brings ids, class, driver and SR-IOV capability. Null when the ids are given.</summary>
    public string? Device { get; init; }

    /// <summary>Vendor id, 0–FFFF; needed (with <see cref="DeviceId"/>) unless <see cref="Device"/> is given.</summary>
    public int? VendorId { get; init; }

    /// <summary>Device id, 0–FFFF.</summary>
    public int? DeviceId { get; init; }

    /// <summary>Number of cards, 1 or more.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Functions (ports) of each card, 1–8.</summary>
    public int Ports { get; init; } = 1;

    /// <summary>How the cards are dealt; null means over the NUMA nodes, or where <see cref="Address"/> lies.</summary>
    public PciSpread? Spread { get; init; }

    /// <summary>The node for <see cref="PciSpread.Node"/>.</summary>
    public int? NumaNode { get; init; }

    /// <summary>
    /// The address of the first function, as text; only for a single card. An address outside Nova's limits makes a device that
    /// libvirt reports and Nova ignores.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>Class, subclass and programming interface; null for the catalogue's or a guess by vendor.</summary>
    public int? ClassCode { get; init; }

    /// <summary>Kernel driver; null for the catalogue's, empty or <c>none</c> for unbound.</summary>
    public string? Driver { get; init; }

    /// <summary>Subsystem vendor id; null repeats the vendor id.</summary>
    public int? SubsystemVendorId { get; init; }

    /// <summary>Subsystem id; null means 1.</summary>
    public int? SubsystemId { get; init; }

    /// <summary>Revision, 0–FF.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Serial number in the vital product data: a prefix that each card's number is added to; null for none.</summary>
    public string? SerialPrefix { get; init; }

    /// <summary>
    /// Names of network interfaces: a prefix that each function's number in the group is added to (the name itself for a single
    /// function). Null gives names by address, such as <c>enp59s0f0</c>.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Virtual functions; null takes the catalogue's capability (none created) where <see cref="Device"/> has one.</summary>
    public PciVfGroup? Vfs { get; init; }

    /// <summary>False when SR-IOV is switched off in the card: a plain function even where the catalogue knows better.</summary>
    public bool SriovEnabled { get; init; } = true;
}
