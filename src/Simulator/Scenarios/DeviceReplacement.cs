using Model.Hardware;

namespace Simulator.Scenarios;

/// <summary>What comes back in the place of a device that failed. Immutable; null means as before.</summary>
/// <param name="Ids">Vendor and device id.</param>
/// <param name="Address">Address; that of its VFs follows.</param>
/// <param name="Vfs">VFs of a physical function.</param>
public sealed record DeviceReplacement((int Vendor, int Device)? Ids, PciAddress? Address, int? Vfs);
