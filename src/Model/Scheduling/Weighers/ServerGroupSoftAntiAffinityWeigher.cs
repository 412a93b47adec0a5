using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Prefers hosts with fewer members of a <c>soft-anti-affinity</c> group (Nova: <c>weights/affinity.py</c>).</summary>
public sealed class ServerGroupSoftAntiAffinityWeigher(NovaOptions options) : IHostWeigher
{
    /// <inheritdoc/>
    public string Name => "ServerGroupSoftAntiAffinityWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "soft_anti_affinity_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.FilterScheduler.SoftAntiAffinityWeightMultiplier;

    /// <inheritdoc/>
    public bool IsNeutral(RequestSpec request) => request.Group is not { Policy: "soft-anti-affinity" };

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request) =>
        request.Group is { Policy: "soft-anti-affinity" } group ? -group.CountMembersOn(host) : 0;
}
