using Model.Configuration;

namespace Model.Scheduling.Weighers;

/// <summary>Weighs figures of compute monitors, each by its ratio in <c>[metrics]weight_setting</c> (Nova: <c>weights/metrics.py</c>).</summary>
public sealed class MetricsWeigher(NovaOptions options) : IHostWeigher
{
    private readonly IReadOnlyList<KeyValuePair<string, double>> _settings = options.Metrics.WeightSetting;
    private readonly bool _required = options.Metrics.Required;
    private readonly double _weightOfUnavailable = options.Metrics.WeightOfUnavailable;

    /// <inheritdoc/>
    public string Name => "MetricsWeigher";

    /// <inheritdoc/>
    public string MultiplierOption => "metrics_weight_multiplier";

    /// <inheritdoc/>
    public double Multiplier { get; } = options.Metrics.WeightMultiplier;

    /// <inheritdoc/>
    public bool IsNeutral(RequestSpec request) => _settings.Count == 0;

    /// <inheritdoc/>
    public double Weigh(HostState host, RequestSpec request)
    {
        double sum = 0;
        foreach (KeyValuePair<string, double> setting in _settings)
        {
            if (host.TryGetMetric(setting.Key, out long value))
            {
                sum += value * setting.Value;
            }
            else if (_required)
            {
                throw new NovaException(
                    "ComputeHostMetricNotFound",
                    $"Metric {setting.Key} could not be found on the compute host node {host.Host}.{host.Node}.");
            }
            else if (setting.Value * host.AggregateMinimum(MultiplierOption, Multiplier) != 0)
            {
                return _weightOfUnavailable;
            }
        }

        return sum;
    }
}
