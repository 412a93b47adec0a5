using Model.Placement;

namespace Model.Scheduling;

/// <summary>A host's place in the order, with the sum of its weights.</summary>
/// <param name="Host">The host.</param>
/// <param name="Node">The node.</param>
/// <param name="Weight">The sum over all weighers.</param>
/// <param name="FirstCandidate">The candidate that would be claimed there, or null where nothing is.</param>
public readonly record struct RankedHost(string Host, string Node, double Weight, AllocationCandidate? FirstCandidate = null);
