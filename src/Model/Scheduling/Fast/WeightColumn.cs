namespace Model.Scheduling.Fast;

/// <summary>The raw weights that one weigher gives to all hosts, within its bounds.</summary>
internal sealed class WeightColumn(IHostWeigher weigher, int hosts)
{
    private readonly double? _minimum = weigher.MinValue;
    private readonly double? _maximum = weigher.MaxValue;

    /// <summary>By place, the weight; a whole number of words of 64 long.</summary>
    public double[] Weights { get; } = new double[(hosts + 63) / 64 * 64];

    /// <summary>The lower end of normalisation, or null for the least weight among the hosts weighed.</summary>
    public double? Lowest => _minimum;

    /// <summary>The upper end of normalisation, or null for the greatest weight among the hosts weighed.</summary>
    public double? Highest => _maximum;

    /// <summary>The factor of the normalised weight.</summary>
    public double Multiplier { get; } = weigher.NegatesMultiplier ? -1 * weigher.Multiplier : weigher.Multiplier;

    /// <summary>Weighs a host anew.</summary>
    public void Set(int place, HostState host, RequestSpec nobody)
    {
        double weight = weigher.Weigh(host, nobody);
        weight = _minimum is { } floor && weight < floor ? floor : weight;
        Weights[place] = _maximum is { } ceiling && weight > ceiling ? ceiling : weight;
    }
}
