using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>How often things of a kind fail and how long they are away.</summary>
internal static class FailureFormat
{
    public static readonly KeySet Keys = new("kind of failure", "How often things of a kind fail and how long they are away.");

    private static readonly TypedKey<Distribution> Mtbf = Keys.Required(
        "mtbf", DistributionFormat.Kind, "Time from the start, or from a repair, to the next failure of one of them.");

    private static readonly TypedKey<Distribution> Mttr = Keys.Required("mttr", DistributionFormat.Kind, "Time until it is back.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<FaultDefinition> Kind = new ObjectKind<FaultDefinition>(
        Keys,
        reader => reader.TryGet(Mtbf, out Distribution between) & reader.TryGet(Mttr, out Distribution repair)
            ? new FaultDefinition(between, repair)
            : null);
}
