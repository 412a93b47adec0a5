namespace Model.Scheduling.Weighers;

/// <summary>Weighs figures of compute monitors, each by its ratio in <c>[metrics]weight_setting</c> (Nova: <c>weights/metrics.py</c>).</summary>
public sealed class MetricsWeigher(SchedulingOptions options) : IHostWeigher
{
    private readonly IReadOnlyList<RatioSetting> _settings = RatioSetting.Parse(options.MetricsWeightSetting);
    private readonly bool _required = options.MetricsRequired;
    private readonly double _weightOfUnavailable = options.MetricsWeightOfUnavailable;

    /// <inheritdoc/>
    public string Name => "MetricsWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "metrics_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.MetricsWeightMultiplier;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        double sum = 0;
        foreach (RatioSetting setting in _settings)
        {
            if (host.TryGetMetric(setting.Name, out long value))
            {
                sum += value * setting.Ratio;
            }
            else if (_required)
            {
                throw new NovaException(
                    "ComputeHostMetricNotFound",
                    $"Metric {setting.Name} could not be found on the compute host node {host.Host}.{host.Node}.");
            }
            else if (setting.Ratio * host.AggregateMinimum(MultiplierOption, Multiplier) != 0)
            {
                return _weightOfUnavailable;
            }
        }

        return sum;
    }
}
