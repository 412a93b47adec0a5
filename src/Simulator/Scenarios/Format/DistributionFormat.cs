using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A distribution of durations: a plain duration for a constant, or a mapping. Seconds inside.</summary>
internal static class DistributionFormat
{
    public static readonly KeySet Keys = new("distribution", "How a duration is distributed.");

    private static readonly ValueKind<TimeSpan> Duration = Kinds.Duration;
    private static readonly TypedKey<string> Form = Keys.Required(
        "distribution",
        new ChoiceKind<string>([.. FormNames.Select(name => (name, name))]),
        "Which: constant, exponential, lognormal, uniform, triangular, normal, weibull or empirical.");

    private static readonly TypedKey<TimeSpan> Value = Keys.Optional("value", Duration, "constant: the value.");
    private static readonly TypedKey<TimeSpan> Mean = Keys.Optional("mean", Duration, "exponential, normal: the mean.");
    private static readonly TypedKey<TimeSpan> Deviation = Keys.Optional("deviation", Duration, "normal: the standard deviation.");
    private static readonly TypedKey<TimeSpan> Median = Keys.Optional("median", Duration, "lognormal: the median.");
    private static readonly TypedKey<double> Sigma = Keys.Optional(
        "sigma", Kinds.NumberAbove(0), "lognormal: standard deviation of the natural logarithm.");

    private static readonly TypedKey<TimeSpan> Min = Keys.Optional("min", Duration, "uniform, triangular: the smallest value.");
    private static readonly TypedKey<TimeSpan> Mode = Keys.Optional("mode", Duration, "triangular: the most frequent value.");
    private static readonly TypedKey<TimeSpan> Max = Keys.Optional("max", Duration, "uniform, triangular: the largest value.");
    private static readonly TypedKey<double> Shape = Keys.Optional("shape", Kinds.NumberAbove(0), "weibull: the shape.");
    private static readonly TypedKey<TimeSpan> Scale = Keys.Optional("scale", Duration, "weibull: the scale.");
    private static readonly TypedKey<IReadOnlyList<TimeSpan>> Values = Keys.Optional(
        "values", new ListKind<TimeSpan>(Duration), "empirical: the observed values.");

    private static readonly TypedKey<IReadOnlyList<double>> Weights = Keys.Optional(
        "weights",
        new ListKind<double>(Kinds.NumberAbove(0)),
        "empirical: how often each value came; without it, values between are drawn too.");

    /// <summary>The kind of value.</summary>
    public static readonly ValueKind<Distribution> Kind = new EitherKind<Distribution>(
        new MappedKind<TimeSpan, Distribution>(Duration, time => new ConstantDistribution(time.TotalSeconds)),
        new ObjectKind<Distribution>(Keys, Bind));

    private static string[] FormNames =>
        ["constant", "exponential", "lognormal", "uniform", "triangular", "normal", "weibull", "empirical"];

    private static Distribution? Bind(MappingReader reader)
    {
        if (!reader.TryGet(Form, out string form))
        {
            return null;
        }

        Key[] needed = form switch
        {
            "constant" => [Value],
            "exponential" => [Mean],
            "lognormal" => [Median, Sigma],
            "uniform" => [Min, Max],
            "triangular" => [Min, Mode, Max],
            "normal" => [Mean, Deviation],
            "weibull" => [Shape, Scale],
            _ => [Values],
        };
        bool isComplete = true;
        foreach (Key key in Keys.Keys)
        {
            bool isNeeded = needed.Contains(key);
            bool isAllowed = isNeeded || key == Form || (key == Weights && form == "empirical");
            if (isNeeded && !reader.Has(key))
            {
                reader.Context.Error(ScenarioCodes.MissingKey, reader.Position, $"distribution {form} needs the key '{key.Name}'");
                isComplete = false;
            }
            else if (!isAllowed && reader.Has(key))
            {
                string names = string.Join(", ", needed.Select(other => other.Name));
                string message = $"distribution {form} has no key '{key.Name}'; it takes {names}";
                reader.Context.Error(ScenarioCodes.UnknownKey, reader.PositionOf(key), message);
            }
        }

        return isComplete ? Make(reader, form) : null;
    }

    private static Distribution? Make(MappingReader reader, string form)
    {
        double Seconds(TypedKey<TimeSpan> key) => reader.TryGet(key, out TimeSpan time) ? time.TotalSeconds : double.NaN;
        double Number(TypedKey<double> key) => reader.TryGet(key, out double number) ? number : double.NaN;
        int errors = reader.Context.Diagnostics.ErrorCount;
        try
        {
            return form switch
            {
                "constant" => new ConstantDistribution(Seconds(Value)),
                "exponential" => new ExponentialDistribution(Seconds(Mean)),
                "lognormal" => new LogNormalDistribution(Seconds(Median), Number(Sigma)),
                "uniform" => new UniformDistribution(Seconds(Min), Seconds(Max)),
                "triangular" => new TriangularDistribution(Seconds(Min), Seconds(Mode), Seconds(Max)),
                "normal" => new NormalDistribution(Seconds(Mean), Seconds(Deviation), 0),
                "weibull" => new WeibullDistribution(Number(Shape), Seconds(Scale)),
                _ => Empirical(reader),
            };
        }
        catch (ArgumentException problem)
        {
            // Values that could not be read were reported already and came here as NaN.
            if (reader.Context.Diagnostics.ErrorCount == errors)
            {
                string reason = problem.Message.ReplaceLineEndings(" ");
                reader.Context.Error(ScenarioCodes.OutOfRange, reader.Position, $"distribution {form}: {reason}");
            }

            return null;
        }
    }

    private static Distribution Empirical(MappingReader reader)
    {
        double[] values = [.. reader.List(Values).Select(time => time.TotalSeconds)];
        return reader.Has(Weights) ? new DiscreteDistribution(values, reader.List(Weights)) : new EmpiricalDistribution(values);
    }
}
