using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>The section <c>device-cleaning:</c>.</summary>
internal static class CleaningFormat
{
    public static readonly KeySet Keys = new("cleaning policy", "How one-time-use devices become usable again after their server is gone.");

    private static readonly TypedKey<Distribution> Delay = Keys.Optional(
        "notification", DistributionFormat.Kind, "From the end of a delete until instance.delete.end arrives; 1 s unless given (assumption).");

    private static readonly TypedKey<double> Lost = Keys.Optional(
        "lost", Kinds.Share, "Share of the notifications that never arrive; none unless given.");

    private static readonly TypedKey<Distribution> Clean = Keys.Required(
        "clean", DistributionFormat.Kind, "How long the cleaning of a device takes.");

    private static readonly TypedKey<int> AtOnce = Keys.Optional(
        "at-once", Kinds.Whole(1), "Devices cleaned at once in the whole cloud; 10 unless given (assumption).");

    private static readonly TypedKey<TimeSpan> Poll = Keys.Optional(
        "poll", Kinds.PositiveDuration, "Time between two looks at all devices in Placement, for what no notification told; never unless given.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<CleaningPolicy> Kind = new ObjectKind<CleaningPolicy>(
        Keys,
        reader =>
        {
            CleaningPolicy policy = new(
                reader.Get(Delay, new ConstantDistribution(1)),
                reader.Get(Lost, 0),
                reader.Get(Clean, new ConstantDistribution(0)),
                reader.Get(AtOnce, 10),
                reader.FindValue(Poll));
            return reader.Has(Clean) ? policy : null;
        });
}
