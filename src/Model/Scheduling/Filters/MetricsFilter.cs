using Model.Configuration;

namespace Model.Scheduling.Filters;

/// <summary>Refuses hosts that lack a metric of <c>[metrics]weight_setting</c> (Nova: <c>filters/metrics_filter.py</c>).</summary>
public sealed class MetricsFilter(NovaOptions options) : IHostFilter
{
    private readonly string[] _names = [.. options.Metrics.WeightSetting.Select(setting => setting.Key)];

    /// <inheritdoc/>
    public string Name => "MetricsFilter";

    /// <inheritdoc/>
    public FilterVerdict Check(HostState host, RequestSpec request)
    {
        foreach (string name in _names)
        {
            if (!host.TryGetMetric(name, out _))
            {
                return FilterVerdict.Fail("it does not report metric {0}", name);
            }
        }

        return FilterVerdict.Pass;
    }
}
