using System.Globalization;
using System.Text.Json.Nodes;
using Model.Compute;
using Model.Configuration;
using Model.Hardware;
using Model.Networking;
using Simulator.Randomness;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Format;

/// <summary>The keys of a scenario file.</summary>
internal static class ScenarioFormat
{
    public static readonly KeySet Keys = new("scenario", "A cloud, its load and what is done to it.");

    private static readonly ValueKind<long> SeedNumber = new ScalarKind<long>(
        "a whole number", TrySeed, () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 });

    private static readonly ValueKind<IReadOnlyList<string>> Paths = new ListKind<string>(Kinds.Text, allowsSingle: true);

    public static readonly TypedKey<Placed<string>> Name = Keys.Required(
        "name", Kinds.Text.WithPlace(), "Name, also of the result folder.");

    public static readonly TypedKey<string> Description = Keys.Optional("description", Kinds.Verbatim, "What it is about.");

    /// <summary>Read before binding, by <see cref="DocumentLoader"/>.</summary>
    public static readonly TypedKey<IReadOnlyList<string>> Extends = Keys.Optional(
        DocumentLoader.ExtendsKey, Paths, "Scenario files that give what this one does not.");

    /// <summary>Read before binding, by <see cref="DocumentLoader"/>.</summary>
    public static readonly TypedKey<IReadOnlyList<string>> Include = Keys.Optional(
        DocumentLoader.IncludeKey, Paths, "Files with more flavors, hosts and so on.");

    public static readonly TypedKey<NovaRelease> Release = Keys.Optional(
        "release", ReleaseKind.Instance, "Nova release whose rules hold, unless a host or a restart says otherwise; 2025.2 unless given.");

    public static readonly TypedKey<long> Seed = Keys.Optional("seed", SeedNumber, "Seed of all randomness; 1 unless given.");
    public static readonly TypedKey<TimeSpan> Duration = Keys.Required("duration", Kinds.PositiveDuration, "Simulated time.");
    public static readonly TypedKey<TimeSpan> SampleEvery = Keys.Optional(
        "sample-every", Kinds.PositiveDuration, "Interval of the time series; a hundredth of the duration unless given.");

    public static readonly TypedKey<IReadOnlyList<TimeSpan>> HeadroomAt = Keys.Optional(
        "headroom-at",
        new ListKind<TimeSpan>(Kinds.Duration, allowsSingle: true),
        "When to count how many more servers of each flavor fit; once, at the end, unless given.");

    public static readonly TypedKey<ControllerEntry> Controller = Keys.Optional(
        "controller", ControllerFormat.Kind, "The services that are not on compute hosts.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, HostHardware>>> Hardware = Keys.Optional(
        "hardware", new MapKind<HostHardware>(HardwareFormat.Kind), "Machines by name.");

    public static readonly TypedKey<HostEntry> HostDefaults = Keys.Optional(
        "host-defaults", HostFormat.Defaults.Kind, "What hosts have that do not say otherwise.");

    public static readonly TypedKey<IReadOnlyList<HostEntry>> Hosts = Keys.Required(
        "hosts", new ListKind<HostEntry>(HostFormat.Hosts.Kind), "The compute hosts.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, AggregateEntry>>> Aggregates = Keys.Optional(
        "aggregates", new MapKind<AggregateEntry>(AggregateFormat.Kind), "Host aggregates by name.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, FlavorEntry>>> Flavors = Keys.Optional(
        "flavors", new MapKind<FlavorEntry>(FlavorFormat.Kind), "Flavors by name.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Image>>> Images = Keys.Optional(
        "images", new MapKind<Image>(ImageFormat.Kind), "Images by name; the first is the default.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, ServerGroupDefinition>>> ServerGroups = Keys.Optional(
        "server-groups", new MapKind<ServerGroupDefinition>(ServerGroupFormat.Kind), "Server groups by name.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Network>>> Networks = Keys.Optional(
        "networks", new MapKind<Network>(NetworkFormat.Kind), "Neutron networks by name.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, PortEntry>>> Ports = Keys.Optional(
        "ports", new MapKind<PortEntry>(PortFormat.Kind), "Neutron ports by name, which servers can ask for.");

    public static readonly TypedKey<IReadOnlyList<WorkloadEntry>> Workload = Keys.Optional(
        "workload", new ListKind<WorkloadEntry>(WorkloadFormat.Kind), "The servers that are asked for.");

    public static readonly TypedKey<IReadOnlyList<OperationEntry>> Operations = Keys.Optional(
        "operations", new ListKind<OperationEntry>(OperationFormat.Kind), "Timed actions of operators and users.");

    public static readonly TypedKey<IReadOnlyList<CampaignEntry>> Campaigns = Keys.Optional(
        "campaigns", new ListKind<CampaignEntry>(CampaignFormat.Kind), "What operators do to many hosts, one after another.");

    public static readonly TypedKey<FaultPlanEntry> Faults = Keys.Optional(
        "faults", FaultPlanFormat.Kind, "What breaks by chance, and what operators do about it.");

    public static readonly TypedKey<CleaningPolicy> Cleaning = Keys.Optional(
        "device-cleaning", CleaningFormat.Kind, "How one-time-use devices become usable again; nobody cleans them unless given.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, Distribution>>> Timing = Keys.Optional(
        "timing", new MapKind<Distribution>(DistributionFormat.Kind), "Service latencies by name, instead of the catalogue's.");

    public static readonly TypedKey<double> ViommuCost = Keys.Optional(
        "viommu-cost",
        Kinds.Share,
        "How much longer servers with a virtual IOMMU take for the same work, as a share of their lifetime; nothing unless given.");

    public static readonly TypedKey<MigrationNetworkEntry> MigrationNetwork = Keys.Optional(
        "migration-network",
        MigrationNetworkFormat.Kind,
        "The network of live migrations and what guests write meanwhile; without it the latency live-migration is drawn.");

    public static readonly TypedKey<IReadOnlyList<IReadOnlyList<Expectation>>> Expect = Keys.Optional(
        "expect", new ListKind<IReadOnlyList<Expectation>>(ExpectFormat.Kind), "Rows to judge the run by.");

    private static bool TrySeed(string text, out long seed, out string problem)
    {
        problem = $"'{text}' is not a whole number from 0 to {long.MaxValue}";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
    }
}
