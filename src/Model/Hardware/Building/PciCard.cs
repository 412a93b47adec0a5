namespace Model.Hardware.Building;

/// <summary>One card of a group with every default filled in, and where it goes.</summary>
internal sealed record PciCard
{
    public required PciGroup Group { get; init; }

    /// <summary>The group's number in the template and the card's in the group, from 0.</summary>
    public required int Index { get; init; }

    public required int VendorId { get; init; }

    public required int DeviceId { get; init; }

    public required int ClassCode { get; init; }

    public required string? Driver { get; init; }

    /// <summary>The capability of function 0; null without SR-IOV.</summary>
    public required SriovCapability? Sriov { get; init; }

    public required string? VfDriver { get; init; }

    /// <summary>The node; for a card with an address but no spread the plan replaces it by that of the address.</summary>
    public required int? NumaNode { get; init; }

    public PciAddress? Address { get; init; }

    /// <summary>The capability of a port, numbered from 0.</summary>
    public SriovCapability? SriovOf(int port) => Sriov is null ? null : SriovPorts.Of(Sriov, port, Group.Ports);

    /// <summary>The buses the card takes: its own and those its highest possible VF reaches.</summary>
    public int Buses(int devfn)
    {
        long highest = devfn + Group.Ports - 1;
        for (int port = 0; port < Group.Ports; port++)
        {
            if (SriovOf(port) is SriovCapability sriov)
            {
                highest = Math.Max(highest, (long)devfn + port + sriov.Offset + ((long)(sriov.TotalVfs - 1) * sriov.Stride));
            }
        }

        return (int)Math.Min((highest >> 8) + 1, 257);
    }
}
