namespace Model.Networking;

/// <summary>One segment of a network with several.</summary>
/// <param name="PhysicalNetwork">The provider network it runs on; null or empty for none.</param>
/// <param name="NetworkType">flat, vlan, vxlan, gre, geneve or local.</param>
/// <param name="SegmentationId">Number of the VLAN or tunnel; counts for vlan only.</param>
public sealed record NetworkSegment(string? PhysicalNetwork, string? NetworkType, int SegmentationId = 1);
