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
        double[] totals = Total(weighers, hosts, request, trace);
        int[] order = Order(totals);
        WeighedHost[] ranked = new WeighedHost[order.Length];
        for (int index = 0; index < ranked.Length; index++)
        {
            ranked[index] = new WeighedHost(hosts[order[index]], totals[order[index]]);
        }

        return ranked;
    }

    /// <summary>The sum of each host's weights.</summary>
    internal static double[] Total(
        IReadOnlyList<IHostWeigher> weighers, IReadOnlyList<HostState> hosts, RequestSpec request, IWeighingTrace? trace)
    {
        int count = hosts.Count;
        double[] totals = new double[count];
        if (count < 2)
        {
            return totals;
        }

        HostState[] states = [.. hosts];
        double[] weights = new double[count];
        bool areAlone = Array.TrueForAll(states, static host => host.Aggregates.Count == 0);
        foreach (IHostWeigher weigher in weighers)
        {
            // A finite multiple of nothing adds nothing.
            bool isPlain = trace is null && areAlone && double.IsFinite(weigher.Multiplier);
            if (!isPlain || !weigher.IsNeutral(request))
            {
                AddWeights(weigher, states, request, weights, totals, isPlain, trace);
            }
        }

        return totals;
    }

    /// <summary>
    /// The places of the hosts from heaviest to lightest. Ties go to the lower place, which makes the unstable sort stable. NaN never
    /// compares and keeps its place among ties.
    /// </summary>
    internal static int[] Order(double[] totals)
    {
        int[] order = new int[totals.Length];
        for (int index = 0; index < order.Length; index++)
        {
            order[index] = index;
        }

        Array.Sort(order, (left, right) => totals[left] > totals[right] ? -1 : totals[left] < totals[right] ? 1 : left.CompareTo(right));
        return order;
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
        IHostWeigher weigher,
        HostState[] hosts,
        RequestSpec request,
        double[] weights,
        double[] totals,
        bool isPlain,
        IWeighingTrace? trace)
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        double? minimum = weigher.MinValue;
        double? maximum = weigher.MaxValue;
        for (int index = 0; index < hosts.Length; index++)
        {
            double weight = weigher.Weigh(hosts[index], request);
            weight = minimum is { } floor && weight < floor ? floor : weight;
            weight = maximum is { } ceiling && weight > ceiling ? ceiling : weight;
            weights[index] = weight;
            lowest = Math.Min(lowest, weight);
            highest = Math.Max(highest, weight);
        }

        lowest = minimum ?? lowest;
        highest = maximum ?? highest;
        if (isPlain)
        {
            AddPlain(weigher, lowest, highest, weights, totals);
            return;
        }

        for (int index = 0; index < hosts.Length; index++)
        {
            double normalized = lowest == highest ? 0 : (weights[index] - lowest) / (highest - lowest);
            double multiplier = MultiplierFor(weigher, hosts[index]);
            totals[index] += multiplier * normalized;
            trace?.Weighed(weigher, hosts[index], weights[index], normalized, multiplier);
        }
    }

    /// <summary>One multiplier for all: no aggregate can override it and nobody looks on.</summary>
    private static void AddPlain(IHostWeigher weigher, double lowest, double highest, double[] weights, double[] totals)
    {
        if (lowest == highest)
        {
            return;
        }

        double multiplier = weigher.NegatesMultiplier ? -1 * weigher.Multiplier : weigher.Multiplier;
        double range = highest - lowest;
        for (int index = 0; index < totals.Length; index++)
        {
            totals[index] += multiplier * ((weights[index] - lowest) / range);
        }
    }
}
