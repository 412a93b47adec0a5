using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Format;

namespace Simulator.Studies;

/// <summary>The keys of a plan file.</summary>
internal static class PlanFormat
{
    /// <summary>The key that only plans have.</summary>
    public const string ObjectiveKey = "objective";

    public static readonly KeySet Keys = new("plan", "A search for the least value that meets an objective.");

    static PlanFormat()
    {
        Keys.Shared(StudyFormat.Name);
        Keys.Shared(StudyFormat.Description);
        Keys.Shared(StudyFormat.Base);
    }

    public static readonly TypedKey<VariantEntry> Change = Keys.Optional(
        "change", VariantFormat.Kind, "What is changed in the base scenario, with the keys of a variant.");

    public static readonly TypedKey<IReadOnlyList<Expectation>> Objective = Keys.Required(
        ObjectiveKey,
        new ListKind<Expectation>(ExpectFormat.PlacedRow, allowsSingle: true),
        "Rows that must hold: a metric of studies, <= or >= and a value, for example boots.failed.ratio <= 0.1%.");

    public static readonly TypedKey<IReadOnlyList<string>> NPlusOne = Keys.Optional(
        "n_plus_one",
        new ListKind<string>(new ChoiceKind<string>(("host", "host"), ("rack", "rack")), allowsSingle: true),
        "The objective must hold as well without any one host (host) or all hosts of any one rack (rack), disabled from the start.");

    public static readonly TypedKey<VaryEntry> Vary = Keys.Optional(
        "vary", VaryFormat.Kind, "What is chosen; without it the plan only judges the scenario as it is.");

    public static readonly TypedKey<PlanGrowth> Growth = Keys.Optional(
        "growth", GrowthFormat.Kind, "Growth of the load, to tell when the objective will be missed.");

    public static readonly TypedKey<int> Replications = Keys.Optional(
        "replications", Kinds.Whole(2, StudyFormat.ReplicationsMax), "Runs of every scenario; 10 unless given.");

    public static readonly TypedKey<double> Confidence = Keys.Shared(StudyFormat.Confidence);
    public static readonly TypedKey<long> Seed = Keys.Shared(StudyFormat.Seed);
    public static readonly TypedKey<TimeSpan> Warmup = Keys.Shared(StudyFormat.Warmup);
    public static readonly TypedKey<IReadOnlyList<KeyValuePair<Placed<string>, double>>> Resample = Keys.Shared(StudyFormat.Resample);
}
