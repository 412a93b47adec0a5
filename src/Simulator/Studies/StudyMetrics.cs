using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>All figures that studies know.</summary>
internal static class StudyMetrics
{
    private const string UtilizationPrefix = "utilization.";
    private const string FlavorPrefix = "flavor.";
    private const string MeanSuffix = ".mean";
    private const string CampaignPrefix = "campaign.";
    private const string SecondsSuffix = ".seconds";
    private const string FailedSuffix = ".failed.ratio";
    private const string Fewer = "fewer";
    private const string Less = "less";

    /// <summary>Figures that every run has.</summary>
    public static IReadOnlyList<StudyMetric> Fixed { get; } =
    [
        new("servers.requested", "servers asked for", MetricUnit.Count, "is asked for {0} servers", Fewer, run => run.Servers.Count),
        new("servers.devices.requested", "servers with PCI devices asked for", MetricUnit.Count, "is asked for {0} servers with PCI devices", Fewer,
            run => run.DeviceServers.Count),
        new("servers.started", "servers started", MetricUnit.Count, "starts {0} servers", Fewer,
            run => run.Servers.Count(server => server.ActiveAt is not null)),
        new("servers.failed", "servers in ERROR", MetricUnit.Count, "ends with {0} servers in ERROR", Fewer,
            run => run.Servers.Count(server => server.State == ServerState.Error)),
        new("servers.active.mean", "servers active, mean", MetricUnit.Count, "keeps {0} servers active", Fewer,
            run => run.Mean("servers", "active")),
        new("boots.failed.ratio", "share of servers refused", MetricUnit.Share, "refuses {0} servers", Fewer,
            run => RunWindow.FailedShare(run.Servers)),
        new("boots.devices.failed.ratio", "share of servers with PCI devices refused", MetricUnit.Share,
            "refuses {0} servers with PCI devices", Fewer, run => RunWindow.FailedShare(run.DeviceServers)),
        Boot("boots.seconds.p50", "boot time, median", "takes {0} time for the median boot", 0.5),
        Boot("boots.seconds.p95", "boot time, 95th percentile", "takes {0} time for boots at the 95th percentile", 0.95),
        Boot("boots.seconds.p99", "boot time, 99th percentile", "takes {0} time for boots at the 99th percentile", 0.99),
        new("boots.reschedules", "retries on another host", MetricUnit.Count, "makes {0} retries on another host", Fewer,
            run => run.Total("reschedules", "")),
        Race("races.placement_claims_refused", "claims refused by Placement"),
        Race("races.compute_claims_refused", "claims refused by computes"),
        Race("races.retries_exhausted", "servers whose retries ran out"),
        new("stranded.mean", "free devices out of reach, mean", MetricUnit.Count, "strands {0} devices", Fewer,
            run => run.MeanOfAll("stranded")),
        new("devices.used.end", "PCI devices in use at the end", MetricUnit.Share, "has {0} of the PCI devices in use at the end", Less,
            run => run.Hosts.Sum(host => host.PciDevices) is > 0 and int all ? run.Hosts.Sum(host => host.PciUsedEnd) / all : null),
        new("hosts.empty.end", "hosts empty at the end", MetricUnit.Count, "leaves {0} hosts empty at the end", Fewer,
            run => run.Hosts.Count(host => host.ServersEnd == 0)),
        .. MoveMetrics.All,
    ];

    /// <summary>The forms of names, for messages.</summary>
    public static string Forms => string.Join(", ", Fixed.Select(metric => metric.Name))
        + ", utilization.RESOURCE.mean, flavor.NAME.failed.ratio, campaign.NAME.seconds";

    /// <summary>The metric of a name, or null when no scenario could have it.</summary>
    public static StudyMetric? Find(string name)
    {
        if (Middle(name, UtilizationPrefix, MeanSuffix) is { } resource)
        {
            string words = ResourceWords.Of(resource);
            return new StudyMetric(name, $"{words} in use, mean", MetricUnit.Share, $"uses {{0}} of the {words}", Less,
                run => run.Mean("utilization", resource));
        }

        if (Middle(name, FlavorPrefix, FailedSuffix) is { } flavor)
        {
            return new StudyMetric(name, $"share of servers of flavor {flavor} refused", MetricUnit.Share,
                $"refuses {{0}} servers of flavor {flavor}", Fewer,
                run => RunWindow.FailedShare([.. run.Servers.Where(server => server.Flavor == flavor)]));
        }

        if (Middle(name, CampaignPrefix, SecondsSuffix) is { } campaign)
        {
            return new StudyMetric(name, $"time that campaign {campaign} takes", MetricUnit.Seconds,
                $"takes {{0}} time for campaign {campaign}", Less, run => run.CampaignSeconds(campaign));
        }

        return Fixed.FirstOrDefault(metric => metric.Name == name);
    }

    /// <summary>Whether the objective about a metric is about the worst that happens, and so must hold in every run.</summary>
    public static bool IsWorst(string name) =>
        name.EndsWith(".max", StringComparison.Ordinal) || name.StartsWith(CampaignPrefix, StringComparison.Ordinal) || name == "drains.unfinished";

    /// <summary>Whether a figure is read only where somebody asks for it: a trace may make hundreds of flavors.</summary>
    public static bool IsReadOnRequest(string name) => name.StartsWith(FlavorPrefix, StringComparison.Ordinal)
        || name.StartsWith(CampaignPrefix, StringComparison.Ordinal);

    /// <summary>The figures of a run, in a fixed order: all fixed ones, every resource's use, and those asked for besides.</summary>
    public static IReadOnlyList<KeyValuePair<string, double?>> Read(RunResult result, TimeSpan warmup, IReadOnlyList<string> asked)
    {
        RunWindow window = new(result, warmup);
        IEnumerable<string> names = Fixed.Select(metric => metric.Name)
            .Concat(window.Labels("utilization").Select(label => UtilizationPrefix + label + MeanSuffix))
            .Concat(asked.Where(IsReadOnRequest))
            .Distinct();
        return [.. names.Select(name => KeyValuePair.Create(name, Find(name)!.Read(window)))];
    }

    /// <summary>Every name that runs of a scenario have.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="resources">The resources its hosts offer.</param>
    public static IReadOnlyList<string> Names(Scenario scenario, IEnumerable<string> resources) =>
    [
        .. Fixed.Select(metric => metric.Name),
        .. resources.Select(resource => UtilizationPrefix + resource + MeanSuffix),
        .. scenario.Flavors.Select(flavor => FlavorPrefix + flavor.Name + FailedSuffix),
        .. scenario.Campaigns.Select(campaign => CampaignPrefix + campaign.Name + SecondsSuffix),
    ];

    /// <summary>What is compared when a study does not say: few figures, for each one more makes every other harder to show.</summary>
    public static IReadOnlyList<string> Default(Scenario scenario) => scenario.Flavors.Any(RunWindow.AsksForDevices)
        ? ["boots.failed.ratio", "boots.devices.failed.ratio", "boots.reschedules", "boots.seconds.p95"]
        : ["boots.failed.ratio", "boots.reschedules", "boots.seconds.p95"];

    private static StudyMetric Boot(string name, string label, string effect, double share) =>
        new(name, label, MetricUnit.Seconds, effect, Less, run => run.BootTimes.QuantileSeconds(share));

    private static StudyMetric Race(string name, string label)
    {
        string series = name["races.".Length..].Replace('_', ' ');
        return new(name, label, MetricUnit.Count, $"has {{0}} {label}", Fewer, run => run.Total("races", series));
    }

    private static string? Middle(string name, string prefix, string suffix) =>
        name.Length > prefix.Length + suffix.Length && name.StartsWith(prefix, StringComparison.Ordinal)
            && name.EndsWith(suffix, StringComparison.Ordinal)
            ? name[prefix.Length..^suffix.Length]
            : null;
}
