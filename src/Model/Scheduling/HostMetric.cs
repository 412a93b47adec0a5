namespace Model.Scheduling;

/// <summary>A figure that a compute monitor reported (Nova: <c>objects/monitor_metric.py</c>).</summary>
/// <param name="Name">For example <c>cpu.percent</c>.</param>
/// <param name="Value">The whole number the scheduler sees; 0–100 for percentages.</param>
public readonly record struct HostMetric(string Name, long Value)
{
    /// <summary>
    /// A metric as it survives the trip through the database: whole numbers only, and a percentage, which travels as a
    /// fraction, is multiplied by 100 and cut off, so 0.29 arrives as 28 (docs/fidelity.md N61).
    /// </summary>
    public static HostMetric FromMonitor(string name, double value) =>
        new(name, (long)(name.EndsWith("percent", StringComparison.Ordinal) ? value * 100 : value));
}
