namespace Model.Hardware;

/// <summary>The SR-IOV capability of a physical function.</summary>
/// <param name="TotalVfs">The most VFs the function can have (<c>sriov_totalvfs</c>), 1–65535.</param>
/// <param name="NumVfs">VFs that exist now (<c>sriov_numvfs</c>), 0 to <paramref name="TotalVfs"/>.</param>
/// <param name="Offset">Routing-id distance from the PF to its first VF; 0 when unknown.</param>
/// <param name="Stride">Routing-id distance between neighbouring VFs; 0 when unknown.</param>
/// <param name="VfDeviceId">The VFs' device id (<c>sriov_vf_device</c>), 0–FFFF; 0 when unknown.</param>
public sealed record SriovCapability(int TotalVfs, int NumVfs, int Offset, int Stride, int VfDeviceId)
{
    /// <summary>
    /// The address of a VF: the PF's routing id plus offset plus n strides. Sums past function 7 carry into the device
    /// number and past device 1F into the bus, as the SR-IOV specification has it.
    /// </summary>
    /// <param name="physicalFunction">The PF's address.</param>
    /// <param name="index">The VF's number, from 0.</param>
    /// <param name="address">The VF's address.</param>
    /// <returns>False when the routing id would pass FFFF (bus FF, device 1F, function 7).</returns>
    public bool TryVfAddress(PciAddress physicalFunction, int index, out PciAddress address)
    {
        long routingId = (long)physicalFunction.RoutingId + Offset + ((long)index * Stride);
        bool fits = routingId is >= 0 and <= 0xFFFF;
        address = fits ? PciAddress.FromRoutingId(physicalFunction.Domain, (int)routingId) : default;
        return fits;
    }
}
