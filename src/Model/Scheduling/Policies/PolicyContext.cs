using Model.Configuration;

namespace Model.Scheduling.Policies;

/// <summary>What a policy beyond Nova can be made from. Immutable.</summary>
/// <param name="Options">The scheduler's nova.conf.</param>
/// <param name="ExpectedDemand">The flavor mix that is expected; empty when nobody told.</param>
public sealed record PolicyContext(NovaOptions Options, IReadOnlyList<FlavorDemand> ExpectedDemand);
