using Simulator.Scenarios.Binding;

namespace Simulator.Studies;

/// <summary>The value of a study's <c>until:</c>.</summary>
internal static class UntilFormat
{
    public static readonly KeySet Keys = new("stopping rule", "When a study has replications enough.");

    private static readonly TypedKey<Placed<string>> Metric = Keys.Required(
        "metric", Kinds.Text.WithPlace(), "The metric whose difference from the baseline must be known well enough, of every variant.");

    private static readonly TypedKey<double> HalfWidth = Keys.Required(
        "half_width", StudyKinds.Amount, "Half of the interval's width, at most: a number, a percentage (for shares) or a duration.");

    private static readonly TypedKey<int> Max = Keys.Optional(
        "max", Kinds.Whole(2, StudyFormat.ReplicationsMax), "Most replications; 100 unless given.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<UntilEntry> Kind = new ObjectKind<UntilEntry>(Keys, Bind);

    private static UntilEntry? Bind(MappingReader reader) =>
        reader.TryGet(Metric, out Placed<string> metric) & reader.TryGet(HalfWidth, out double width)
            ? new UntilEntry(metric, width, reader.Get(Max, 100))
            : null;
}
