using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A workload's <c>arrivals:</c>: the distribution of the time between two arrivals.</summary>
internal static class ArrivalFormat
{
    public static readonly KeySet Keys = new("arrival process", "When servers are asked for.");

    private static readonly ValueKind<string> Processes = new ChoiceKind<string>(
        ("poisson", "poisson"), ("regular", "regular"), ("renewal", "renewal"));

    private static readonly TypedKey<string> Process = Keys.Required(
        "process",
        Processes,
        "poisson (at random, with a mean rate), regular (evenly), or renewal (with a distribution of the time between).");

    private static readonly TypedKey<TimeSpan> Rate = Keys.Optional(
        "rate", Kinds.Rate, "poisson, regular: arrivals per time, for example 40/h.");

    private static readonly TypedKey<Distribution> Interarrival = Keys.Optional(
        "interarrival", DistributionFormat.Kind, "renewal: time between two arrivals.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<Distribution> Kind = new ObjectKind<Distribution>(Keys, Bind);

    static ArrivalFormat() => Keys.ExactlyOneOf(Rate, Interarrival);

    private static Distribution? Bind(MappingReader reader)
    {
        bool hasProcess = reader.TryGet(Process, out string process);
        bool hasRate = reader.TryGet(Rate, out TimeSpan interval);
        bool hasTimes = reader.TryGet(Interarrival, out Distribution times);
        if (!hasProcess)
        {
            return null;
        }

        Key right = process == "renewal" ? Interarrival : Rate;
        Key wrong = process == "renewal" ? Rate : Interarrival;
        if (reader.Has(wrong))
        {
            reader.Context.Error(
                ScenarioCodes.Contradiction, reader.PositionOf(wrong), $"process {process} takes '{right.Name}', not '{wrong.Name}'");
            return null;
        }

        if (hasTimes && !(times.Mean > 0))
        {
            reader.Context.Error(
                ScenarioCodes.OutOfRange, reader.PositionOf(Interarrival), "the mean time between arrivals must be above 0");
            return null;
        }

        return process switch
        {
            "poisson" when hasRate => new ExponentialDistribution(interval.TotalSeconds),
            "regular" when hasRate => new ConstantDistribution(interval.TotalSeconds),
            "renewal" when hasTimes => times,
            _ => null,
        };
    }
}
