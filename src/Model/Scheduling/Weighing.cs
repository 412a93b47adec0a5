namespace Model.Scheduling;

/// <summary>Orders hosts by the sum of their normalised, multiplied weights (Nova: <c>nova/weights.py</c>).</summary>
public static class Weighing
{
    /// <summary>
    /// The hosts from heaviest to lightest; equal weights keep their order. With fewer than two hosts no weigher runs.
    /// </summary>
    /// <param name="weighers">The weighers, in the order in which their weights are added up.</param>
    /// <param name="hosts">The hosts that passed the filters.</param>
    /// <param name="request">The request.</param>
    /// <param name="trace">Learns every weight, or null.</param>
    /// <exception cref="NovaException">What a weigher raises.</exception>
    public static WeighedHost[] Rank(
        IReadOnlyList<IHostWeigher> weighers, IReadOnlyList<HostState> hosts, RequestSpec request, IWeighingTrace? trace = null)
    {
        int count = hosts.Count;
        double[] totals = new double[count];
        if (count > 1)
        {
            double[] weights = new double[count];
            foreach (IHostWeigher weigher in weighers)
            {
                AddWeights(weigher, hosts, request, weights, totals, trace);
            }
        }

        WeighedHost[] ranked = new WeighedHost[count];
        int[] order = new int[count];
        for (int index = 0; index < count; index++)
        {
            order[index] = index;
        }

        // Ties go to the lower index, which makes the unstable sort stable. NaN never compares and keeps its place among ties.
        Array.Sort(order, (left, right) => totals[left] > totals[right] ? -1 : totals[left] < totals[right] ? 1 : left.CompareTo(right));
        for (int index = 0; index < count; index++)
        {
            ranked[index] = new WeighedHost(hosts[order[index]], totals[order[index]]);
        }

        return ranked;
    }

    /// <summary>The factor of a weigher for a host: its aggregates' smallest, else the configured one.</summary>
    public static double MultiplierFor(IHostWeigher weigher, HostState host)
    {
        double multiplier = host.Aggregates.Count == 0
            ? weigher.Multiplier
            : host.AggregateMinimum(weigher.MultiplierOption, weigher.Multiplier);
        return weigher.NegatesMultiplier ? -1 * multiplier : multiplier;
    }

    private static void AddWeights(
        IHostWeigher weigher, IReadOnlyList<HostState> hosts, RequestSpec request, double[] weights, double[] totals, IWeighingTrace? trace)
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        for (int index = 0; index < weights.Length; index++)
        {
            double weight = weigher.Weigh(hosts[index], request);
            weight = weigher.MinValue is { } minimum && weight < minimum ? minimum : weight;
            weight = weigher.MaxValue is { } maximum && weight > maximum ? maximum : weight;
            weights[index] = weight;
            lowest = Math.Min(lowest, weight);
            highest = Math.Max(highest, weight);
        }

        lowest = weigher.MinValue ?? lowest;
        highest = weigher.MaxValue ?? highest;
        for (int index = 0; index < weights.Length; index++)
        {
            double normalized = lowest == highest ? 0 : (weights[index] - lowest) / (highest - lowest);
            double multiplier = MultiplierFor(weigher, hosts[index]);
            totals[index] += multiplier * normalized;
            trace?.Weighed(weigher, hosts[index], weights[index], normalized, multiplier);
        }
    }
}
