namespace Model.Hardware;

/// <summary>What the virtual functions of a catalogued device look like.</summary>
/// <param name="DeviceId">Device id of the VFs; the vendor is the PF's.</param>
/// <param name="Driver">Their usual driver.</param>
/// <param name="TotalVfs">The usual <c>sriov_totalvfs</c> of one port; real cards differ by firmware and number of ports.</param>
/// <param name="Offset">Routing-id distance from function 0 to its first VF.</param>
/// <param name="Stride">Routing-id distance between neighbouring VFs of one PF.</param>
public sealed record CatalogueVirtualFunctions(int DeviceId, string Driver, int TotalVfs, int Offset, int Stride);
