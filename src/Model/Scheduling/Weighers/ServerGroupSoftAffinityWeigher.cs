using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts with more members of a <c>soft-affinity</c> group (Nova: <c>weights/affinity.py</c>).</summary>
public sealed class ServerGroupSoftAffinityWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "ServerGroupSoftAffinityWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "soft_affinity_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.SoftAffinityWeightMultiplier;

    /// <inheritdoc/>
    public bool IsNeutral(RequestSpec request) => request.Group is not { Policy: "soft-affinity" };

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) =>
        request.Group is { Policy: "soft-affinity" } group ? group.CountMembersOn(host) : 0;
}
