namespace Simulator.Statistics;

/// <summary>
/// Suggests how much of the start of a series to leave out: the rule MSER-5 drops as many batches of five as make the standard error of
/// what is left smallest. (K. P. White, M. J. Cobb and S. C. Spratt, A comparison of five steady-state truncation heuristics, 2000.)
/// </summary>
public static class Mser5
{
    private const int BatchSize = 5;

    /// <summary>Fewest batches that say anything.</summary>
    private const int BatchesMin = 4;

    /// <summary>Values to leave out at the start, a multiple of five.</summary>
    /// <returns>Null when the series is too short, or when the rule would drop more than half: the run was too short for it.</returns>
    public static int? Suggest(IReadOnlyList<double> series)
    {
        int count = series.Count / BatchSize;
        if (count < BatchesMin)
        {
            return null;
        }

        double[] means = new double[count];
        for (int index = 0; index < series.Count / BatchSize * BatchSize; index++)
        {
            means[index / BatchSize] += series[index] / BatchSize;
        }

        int best = 0;
        double smallest = double.PositiveInfinity;
        for (int dropped = 0; dropped <= count - BatchesMin + 1; dropped++)
        {
            double[] rest = means[dropped..];
            double mean = rest.Sum() / rest.Length;
            double error = rest.Sum(value => (value - mean) * (value - mean)) / ((double)rest.Length * rest.Length);
            if (error < smallest)
            {
                smallest = error;
                best = dropped;
            }
        }

        return best > count / 2 ? null : best * BatchSize;
    }
}
