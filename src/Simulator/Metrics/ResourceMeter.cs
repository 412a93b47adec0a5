namespace Simulator.Metrics;

/// <summary>Capacity and use of one resource over a run.</summary>
/// <param name="resource">Resource class or device type.</param>
/// <param name="share">The gauge that follows use ÷ capacity.</param>
public sealed class ResourceMeter(string resource, Gauge share)
{
    /// <summary>Resource class or device type.</summary>
    public string Resource => resource;

    /// <summary>What can be given out.</summary>
    public double Capacity { get; private set; }

    /// <summary>What is given out.</summary>
    public double Used { get; private set; }

    /// <summary>Changes the capacity.</summary>
    public void AddCapacity(TimeSpan now, double difference)
    {
        Capacity += difference;
        share.Set(now, Share);
    }

    /// <summary>Changes the use.</summary>
    public void AddUse(TimeSpan now, double difference)
    {
        Used += difference;
        share.Set(now, Share);
    }

    /// <summary>The row of the summary; call after the run was closed.</summary>
    public ResourceUse ToUse()
    {
        double[] means = [.. share.Means];
        Array.Sort(means);
        double p95 = means.Length == 0 ? 0 : means[Math.Min(means.Length - 1, (int)Math.Ceiling(0.95 * means.Length) - 1)];
        return new ResourceUse(resource, Capacity, share.Mean, p95, share.Max, Share);
    }

    private double Share => Capacity <= 0 ? 0 : Used / Capacity;
}
