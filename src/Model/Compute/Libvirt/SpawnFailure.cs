using Model.Hardware;

namespace Model.Compute.Libvirt;

/// <summary>A guest that does not start.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Exception">The class that Nova sees: <c>libvirtError</c> or <c>VirtualInterfacePlugException</c>.</param>
/// <param name="Device">The device at fault; null when it is the host or the virtual IOMMU.</param>
/// <param name="Reason">The sentence a person would see.</param>
public sealed record SpawnFailure(SpawnFailureCause Cause, string Exception, PciAddress? Device, string Reason);
