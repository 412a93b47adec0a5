using Model.Configuration;

namespace Model.Scheduling;

/// <summary>Refuses server groups whose policy nobody would keep (<c>nova/scheduler/utils.py</c>, setup_instance_group).</summary>
public static class ServerGroupPolicies
{
    private static readonly (string Policy, string Keeper, bool IsFilter)[] Keepers =
    [
        ("affinity", "ServerGroupAffinityFilter", true),
        ("anti-affinity", "ServerGroupAntiAffinityFilter", true),
        ("soft-affinity", "ServerGroupSoftAffinityWeigher", false),
        ("soft-anti-affinity", "ServerGroupSoftAntiAffinityWeigher", false),
    ];

    /// <summary>Checks that the filter or weigher that keeps a policy is configured. The conductor asks before it schedules.</summary>
    /// <exception cref="NovaException"><c>UnsupportedPolicyException</c>.</exception>
    public static void EnsureKept(ServerGroup group, NovaOptions options)
    {
        foreach ((string policy, string keeper, bool isFilter) in Keepers)
        {
            IReadOnlyList<string> weighers = options.FilterScheduler.WeightClasses;
            bool isConfigured = isFilter
                ? options.FilterScheduler.EnabledFilters.Contains(keeper)
                : weighers.Contains(WeigherRegistry.AllWeighers) || weighers.Contains("nova.scheduler.weights.affinity." + keeper);
            if (group.Policy == policy && !isConfigured)
            {
                throw new NovaException("UnsupportedPolicyException", $"ServerGroup policy is not supported: {keeper} not configured");
            }
        }
    }
}
