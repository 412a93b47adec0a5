namespace Model.Configuration;

/// <summary>Section <c>[metrics]</c> (<c>nova/conf/scheduler.py</c>). Immutable.</summary>
public sealed record MetricsOptions
{
    /// <summary><c>weight_multiplier</c>: MetricsWeigher.</summary>
    public double WeightMultiplier { get; init; } = 1.0;

    /// <summary><c>weight_setting</c>: ratio of each metric, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> WeightSetting { get; init; } = [];

    /// <summary><c>required</c>: a host without a metric of the setting is an error for MetricsWeigher.</summary>
    public bool Required { get; init; } = true;

    /// <summary><c>weight_of_unavailable</c>: weight of a host without a metric when that is no error.</summary>
    public double WeightOfUnavailable { get; init; } = -10000.0;

    internal static MetricsOptions Read(OptionReader reader) => new()
    {
        WeightMultiplier = reader.Number("metrics", "weight_multiplier"),
        WeightSetting = OptionParts.Weights(reader, "metrics", "weight_setting"),
        Required = reader.Boolean("metrics", "required"),
        WeightOfUnavailable = reader.Number("metrics", "weight_of_unavailable"),
    };
}
