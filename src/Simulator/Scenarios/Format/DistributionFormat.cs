using Simulator.Randomness;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>A distribution of durations (in seconds), sizes or rates: a plain value for a constant, or a mapping.</summary>
internal sealed class DistributionFormat
{
    private readonly TypedKey<string> form;
    private readonly TypedKey<double> value;
    private readonly TypedKey<double> mean;
    private readonly TypedKey<double> deviation;
    private readonly TypedKey<double> median;
    private readonly TypedKey<double> sigma;
    private readonly TypedKey<double> min;
    private readonly TypedKey<double> mode;
    private readonly TypedKey<double> max;
    private readonly TypedKey<double> shape;
    private readonly TypedKey<double> scale;
    private readonly TypedKey<IReadOnlyList<double>> values;
    private readonly TypedKey<IReadOnlyList<double>> weights;

    private DistributionFormat(KeySet keys, ValueKind<double> amount)
    {
        KeySet = keys;
        form = keys.Required(
            "distribution",
            new ChoiceKind<string>([.. FormNames.Select(name => (name, name))]),
            "Which: constant, exponential, lognormal, uniform, triangular, normal, weibull or empirical.");
        value = keys.Optional("value", amount, "constant: the value.");
        mean = keys.Optional("mean", amount, "exponential, normal: the mean.");
        deviation = keys.Optional("deviation", amount, "normal: the standard deviation.");
        median = keys.Optional("median", amount, "lognormal: the median.");
        sigma = keys.Optional("sigma", Kinds.NumberAbove(0), "lognormal: standard deviation of the natural logarithm.");
        min = keys.Optional("min", amount, "uniform, triangular: the smallest value.");
        mode = keys.Optional("mode", amount, "triangular: the most frequent value.");
        max = keys.Optional("max", amount, "uniform, triangular: the largest value.");
        shape = keys.Optional("shape", Kinds.NumberAbove(0), "weibull: the shape.");
        scale = keys.Optional("scale", amount, "weibull: the scale.");
        values = keys.Optional("values", new ListKind<double>(amount), "empirical: the observed values.");
        weights = keys.Optional(
            "weights",
            new ListKind<double>(Kinds.NumberAbove(0)),
            "empirical: how often each value came; without it, values between are drawn too.");
        All = new EitherKind<Distribution>(
            new MappedKind<double, Distribution>(amount, constant => new ConstantDistribution(constant)),
            new ObjectKind<Distribution>(keys, Bind));
    }

    /// <summary>Durations, in seconds.</summary>
    public static DistributionFormat Durations { get; } = new(
        new KeySet("distribution", "How a duration is distributed."),
        new MappedKind<TimeSpan, double>(Kinds.Duration, time => time.TotalSeconds));

    /// <summary>Sizes, in bytes.</summary>
    public static DistributionFormat Sizes { get; } = new(
        new KeySet("distribution of sizes", "How a size is distributed."),
        new MappedKind<long, double>(Kinds.Size(0), bytes => bytes));

    /// <summary>Factors above 0.</summary>
    public static DistributionFormat Factors { get; } = new(
        new KeySet("distribution of factors", "How a factor is distributed."), Kinds.NumberAbove(0));

    /// <summary>Rates of data, in bytes per second.</summary>
    public static DistributionFormat Rates { get; } = new(
        new KeySet("distribution of rates", "How a rate of data is distributed."), Kinds.DataRate);

    /// <summary>A distribution of durations.</summary>
    public static ValueKind<Distribution> Kind => Durations.All;

    /// <summary>The keys of a distribution of durations.</summary>
    public static KeySet Keys => Durations.KeySet;

    /// <summary>The keys.</summary>
    public KeySet KeySet { get; }

    /// <summary>The kind of value.</summary>
    public ValueKind<Distribution> All { get; }

    private static string[] FormNames =>
        ["constant", "exponential", "lognormal", "uniform", "triangular", "normal", "weibull", "empirical"];

    private Distribution? Bind(MappingReader reader)
    {
        if (!reader.TryGet(form, out string name))
        {
            return null;
        }

        Key[] needed = name switch
        {
            "constant" => [value],
            "exponential" => [mean],
            "lognormal" => [median, sigma],
            "uniform" => [min, max],
            "triangular" => [min, mode, max],
            "normal" => [mean, deviation],
            "weibull" => [shape, scale],
            _ => [values],
        };
        bool isComplete = true;
        foreach (Key key in KeySet.Keys)
        {
            bool isNeeded = needed.Contains(key);
            bool isAllowed = isNeeded || key == form || (key == weights && name == "empirical");
            if (isNeeded && !reader.Has(key))
            {
                reader.Context.Error(ScenarioCodes.MissingKey, reader.Position, $"distribution {name} needs the key '{key.Name}'");
                isComplete = false;
            }
            else if (!isAllowed && reader.Has(key))
            {
                string valid = string.Join(", ", needed.Select(other => other.Name));
                string message = $"distribution {name} has no key '{key.Name}'; it takes {valid}";
                reader.Context.Error(ScenarioCodes.UnknownKey, reader.PositionOf(key), message);
            }
        }

        return isComplete ? Make(reader, name) : null;
    }

    private Distribution? Make(MappingReader reader, string name)
    {
        // Each key is read once: reading tells what is wrong with its value.
        Dictionary<Key, double> numbers = [];
        foreach (TypedKey<double> key in new[] { value, mean, deviation, median, sigma, min, mode, max, shape, scale })
        {
            if (reader.TryGet(key, out double number))
            {
                numbers.Add(key, number);
            }
        }

        IReadOnlyList<double> observed = reader.List(values);
        IReadOnlyList<double>? shares = reader.Has(weights) ? reader.List(weights) : null;
        double Number(Key key) => numbers.GetValueOrDefault(key, double.NaN);
        try
        {
            if (Refusal(name, Number, observed.Count, shares?.Count) is { } reason)
            {
                reader.Context.Error(ScenarioCodes.OutOfRange, reader.Position, $"distribution {name}: {reason}");
                return null;
            }

            return name switch
            {
                "constant" => new ConstantDistribution(Number(value)),
                "exponential" => new ExponentialDistribution(Number(mean)),
                "lognormal" => new LogNormalDistribution(Number(median), Number(sigma)),
                "uniform" => new UniformDistribution(Number(min), Number(max)),
                "triangular" => new TriangularDistribution(Number(min), Number(mode), Number(max)),
                "normal" => new NormalDistribution(Number(mean), Number(deviation), 0),
                "weibull" => new WeibullDistribution(Number(shape), Number(scale)),
                _ when shares is not null => new DiscreteDistribution([.. observed], shares),
                _ => new EmpiricalDistribution([.. observed]),
            };
        }
        catch (ArgumentException)
        {
            // Values that could not be read were reported already and came here as NaN.
            return null;
        }
    }

    /// <summary>Why the numbers do not make a distribution; null when they do, and when one of them (NaN) could not be read.</summary>
    private string? Refusal(string name, Func<Key, double> number, int observed, int? shares) => name switch
    {
        "exponential" when number(mean) == 0 => "'mean' must be above 0",
        "lognormal" when number(median) == 0 => "'median' must be above 0",
        "weibull" when number(scale) == 0 => "'scale' must be above 0",
        "uniform" when number(max) < number(min) => "'max' is below 'min'",
        "triangular" when number(max) <= number(min) => "'max' must be above 'min'",
        "triangular" when number(mode) < number(min) || number(max) < number(mode) => "'mode' must be from 'min' to 'max'",
        "empirical" when observed == 0 => "'values' must name one value or more",
        "empirical" when shares is { } given && given != observed => "'weights' must name as many weights as there are 'values'",
        _ => null,
    };
}
