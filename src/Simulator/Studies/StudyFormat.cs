using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Scenarios.Binding;

namespace Simulator.Studies;

/// <summary>The keys of a study file.</summary>
internal static class StudyFormat
{
    /// <summary>Most replications of one variant.</summary>
    public const int ReplicationsMax = 10_000;

    /// <summary>The key that only studies and plans have: the base scenario.</summary>
    public const string BaseKey = "base";

    /// <summary>The key that only studies have.</summary>
    public const string VariantsKey = "variants";

    public static readonly KeySet Keys = new("study", "Scenarios that are compared on equal random numbers.");

    private static readonly ValueKind<Placed<string>> Text = Kinds.Text.WithPlace();

    public static readonly TypedKey<Placed<string>> Name = Keys.Required("name", Text, "Name, also of the result folder.");
    public static readonly TypedKey<string> Description = Keys.Optional("description", Kinds.Verbatim, "The question.");
    public static readonly TypedKey<Placed<string>> Base = Keys.Required(
        BaseKey, Text, "The base scenario: a path relative to this file.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, VariantEntry>>> Variants = Keys.Required(
        VariantsKey, new MapKind<VariantEntry>(VariantFormat.Kind), "The compared clouds by name: what each changes in the base scenario.");

    public static readonly TypedKey<Placed<string>> Baseline = Keys.Optional(
        "baseline", Text, "The variant that the others are compared with; the first unless given.");

    public static readonly TypedKey<IReadOnlyList<Placed<string>>> Metrics = Keys.Optional(
        "metrics", new ListKind<Placed<string>>(Text, allowsSingle: true), "What is compared, most important first.");

    public static readonly TypedKey<int> Replications = Keys.Optional(
        "replications", Kinds.Whole(1, ReplicationsMax), "Runs of every variant, with a stopping rule the fewest; 10 unless given.");

    public static readonly TypedKey<UntilEntry> Until = Keys.Optional(
        "until", UntilFormat.Kind, "Adds replications until an interval is narrow enough.");

    public static readonly TypedKey<double> Confidence = Keys.Optional(
        "confidence", StudyKinds.Confidence, "Confidence of the intervals; 95% unless given.");

    public static readonly TypedKey<long> Seed = Keys.Optional("seed", SeedNumber(), "Seed of the first replication; the scenario's unless given.");
    public static readonly TypedKey<TimeSpan> Warmup = Keys.Optional(
        "warmup", Kinds.Duration, "Start of every run that no metric counts; nothing unless given.");

    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, double>>> Resample = Keys.Optional(
        "resample",
        new MapKind<double>(StudyKinds.Amount),
        "Workloads whose servers each replication draws anew, with replacement: name and share of them, for example pods: 100%.");

    private static ScalarKind<long> SeedNumber() => new(
        "a whole number",
        (string text, out long value, out string problem) =>
        {
            problem = $"'{text}' is not a whole number from 0 to {long.MaxValue}";
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        },
        () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 });
}
