using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>Makes the scenarios in which a plan's objective must hold.</summary>
internal static class PlanCases
{
    /// <summary>The name of the case in which nothing is missing.</summary>
    public const string Whole = "whole cloud";

    /// <summary>How the names of cases without a rack begin.</summary>
    public const string WithoutRack = "without rack ";

    /// <summary>The whole cloud, then one case for every kind of host or rack that may be missing.</summary>
    /// <param name="scenario">The whole cloud.</param>
    /// <param name="withoutHost">Whether any one host may be missing.</param>
    /// <param name="withoutRack">Whether any one rack may be missing.</param>
    public static IReadOnlyList<PlanCase> Of(Scenario scenario, bool withoutHost, bool withoutRack)
    {
        List<PlanCase> cases = [new PlanCase(Whole, scenario)];
        if (withoutHost)
        {
            // Equal hosts are equally missed, so one of each kind stands for all.
            cases.AddRange(scenario.Hosts.GroupBy(KindOf).Select(kind => Without(scenario, "without " + kind.First().Name, [kind.First().Name])));
        }

        if (withoutRack)
        {
            cases.AddRange(scenario.Hosts.Where(host => host.Rack is not null).GroupBy(host => host.Rack!)
                .GroupBy(rack => string.Join('\n', rack.Select(KindOf).Order(StringComparer.Ordinal)))
                .Select(equal => Without(scenario, WithoutRack + equal.First().Key, [.. equal.First().Select(host => host.Name)])));
        }

        return cases;
    }

    /// <summary>The scenario under a multiple of its load: arrivals come more often, and resampled workloads have more servers.</summary>
    public static Scenario WithLoad(Scenario scenario, double factor) => scenario with
    {
        Digest = FormattableString.Invariant($"{scenario.Digest} load {factor:R}"),
        Arrivals =
        [
            .. scenario.Arrivals.Select(workload => workload with { Interarrival = new ScaledDistribution(workload.Interarrival, 1 / factor) }),
        ],
    };

    private static PlanCase Without(Scenario scenario, string name, string[] hosts) => new(name, scenario with
    {
        Digest = $"{scenario.Digest} without {string.Join(',', hosts)}",
        Operations =
        [
            .. hosts.Select(host => new Operation(TimeSpan.Zero, OperationKind.Disable, host)),

            // What operators do to a missing host does not bring it back.
            .. scenario.Operations.Where(operation => operation.Kind != OperationKind.Enable || !hosts.Contains(operation.Target)),
        ],
        Campaigns = [.. scenario.Campaigns.Select(campaign => campaign with { Hosts = [.. campaign.Hosts.Where(host => !hosts.Contains(host))] })],
    });

    private static string KindOf(HostDefinition host) =>
        FormattableString.Invariant($"{host.HardwareName}|{host.DiskGb}|{host.AvailabilityZone}|{string.Join(',', host.Aggregates)}");
}
