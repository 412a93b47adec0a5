using Model.Numa;
using Model.Pci;

namespace Model.Compute;

/// <summary>What a guest holds on a host after a successful claim. Immutable.</summary>
/// <param name="Claim">What was asked for.</param>
/// <param name="Numa">The topology fitted to the host, or null.</param>
/// <param name="Devices">The PCI devices it got, in the order taken.</param>
public sealed record ClaimedGuest(GuestClaim Claim, InstanceNumaTopology? Numa, IReadOnlyList<PciDevice> Devices);
