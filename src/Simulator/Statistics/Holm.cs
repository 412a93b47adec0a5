namespace Simulator.Statistics;

/// <summary>
/// Holm's step-down correction for many comparisons: whatever the dependence between them, the chance that even one true null hypothesis
/// is rejected stays at the stated level. (S. Holm, A simple sequentially rejective multiple test procedure, 1979.)
/// </summary>
public static class Holm
{
    /// <summary>The corrected p values in the order given: a comparison is shown at a level when its value is at most that level.</summary>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> pValues)
    {
        int[] order = Order(pValues);
        double[] adjusted = new double[pValues.Count];
        double most = 0;
        for (int step = 0; step < order.Length; step++)
        {
            most = Math.Max(most, Math.Min(1, (order.Length - step) * pValues[order[step]]));
            adjusted[order[step]] = most;
        }

        return adjusted;
    }

    /// <summary>
    /// The level at which the procedure tests each comparison: alpha ÷ (comparisons left). From the first one that is not rejected on,
    /// all keep that one's level. So an interval of confidence 1 − level leaves out 0 exactly when the comparison is shown.
    /// </summary>
    /// <param name="pValues">Uncorrected p values.</param>
    /// <param name="alpha">Level of the whole family, for example 0.05.</param>
    public static IReadOnlyList<double> Levels(IReadOnlyList<double> pValues, double alpha)
    {
        int[] order = Order(pValues);
        double[] levels = new double[pValues.Count];
        double level = 0;
        bool isOver = false;
        for (int step = 0; step < order.Length; step++)
        {
            level = isOver ? level : alpha / (order.Length - step);
            isOver |= pValues[order[step]] > level;
            levels[order[step]] = level;
        }

        return levels;
    }

    private static int[] Order(IReadOnlyList<double> pValues) =>
        [.. Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index])];
}
