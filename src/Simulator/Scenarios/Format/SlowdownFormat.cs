using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>Entries of <c>slowdowns:</c> and <c>placement-outages:</c>.</summary>
internal static class SlowdownFormat
{
    public static readonly KeySet WindowKeys = new("time window", "A stretch of time.");

    private static readonly TypedKey<TimeSpan> At = WindowKeys.Required("at", Kinds.Duration, "Its start, from the scenario's start.");
    private static readonly TypedKey<TimeSpan> For = WindowKeys.Required("for", Kinds.PositiveDuration, "Its length.");

    /// <summary>A window.</summary>
    public static readonly ValueKind<TimeWindow> Window = new ObjectKind<TimeWindow>(
        WindowKeys, reader => new TimeWindow(reader.Get(At, TimeSpan.Zero), reader.Get(For, TimeSpan.FromTicks(1))));

    public static readonly KeySet Keys = new("slowdown", "Times in which services are slow.");

    private static readonly TypedKey<IReadOnlyList<Placed<string>>> Latencies = Keys.Required(
        "latencies",
        new ListKind<Placed<string>>(Kinds.Text.WithPlace(), allowsSingle: true),
        "Names of latencies (see the last table), for example placement-query, placement-write or message.");

    private static readonly TypedKey<Distribution> Factor = Keys.Required(
        "factor", DistributionFormat.Factors.All, "How many times as long as usual they take; drawn anew for each stretch.");

    private static readonly TypedKey<IReadOnlyList<TimeWindow>> Windows = Keys.Optional(
        "windows", new ListKind<TimeWindow>(Window, allowsSingle: true), "When.");

    private static readonly TypedKey<FaultDefinition> Chance = Keys.Optional(
        "by-chance", FailureFormat.Kind, "How often it comes, and how long it lasts.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<Slowdown> Kind = new ObjectKind<Slowdown>(Keys, Bind);

    static SlowdownFormat() => Keys.ExactlyOneOf(Windows, Chance);

    private static Slowdown? Bind(MappingReader reader)
    {
        string[] known = [.. TimingCatalog.Entries.Select(entry => entry.Name)];
        string[] names = [.. reader.List(Latencies).Where(name => reader.Context.Knows("timing", name, known)).Select(name => name.Value)];
        return reader.TryGet(Factor, out Distribution factor)
            ? new Slowdown(names, factor, reader.List(Windows), reader.Find(Chance))
            : null;
    }
}
