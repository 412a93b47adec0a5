using System.Globalization;
using System.Text;

namespace Simulator.Kernel;

/// <summary>Writes the statistics of a monitor, and its histogram, for people.</summary>
internal sealed class MonitorText(INumericMonitor monitor, string weightName, double weight, List<WeightedValue>? values)
{
    private const int BarWidth = 50;

    private readonly StringBuilder text = new();

    /// <summary>The value below which a share of the weight lies; NaN without values.</summary>
    public static double Percentile(IReadOnlyCollection<WeightedValue> values, double p)
    {
        if (p is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), "A percentile is asked for as a share from 0 to 1.");
        }

        WeightedValue[] sorted = [.. values.OrderBy(value => value.Value)];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        double wanted = p * sorted.Sum(value => value.Weight);
        double below = 0;
        for (int index = 0; index < sorted.Length; index++)
        {
            below += sorted[index].Weight;
            if (below > wanted)
            {
                return sorted[index].Value;
            }

            // Exactly on the edge between two values: their middle, as a median of an even number has it.
            if (below == wanted && index + 1 < sorted.Length)
            {
                return (sorted[index].Value + sorted[index + 1].Value) / 2;
            }
        }

        return sorted[^1].Value;
    }

    public string Write(bool withHistogram, int maxBins, double? histMin, double? binWidth)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBins);
        List<WeightedValue>? nonZero = values?.FindAll(value => value.Value != 0);
        text.AppendLine(monitor.Name.Length == 0 ? "Statistics" : $"Statistics of {monitor.Name}");
        Row("", "all", nonZero is null ? "" : "excl.zero");
        double nonZeroWeight = nonZero?.Sum(value => value.Weight) ?? double.NaN;
        double nonZeroMean = nonZero is null ? double.NaN : nonZero.Sum(value => value.Value * value.Weight) / nonZeroWeight;
        Row(weightName, weight, nonZeroWeight);
        Row("Mean", monitor.Mean, nonZeroMean);
        Row("Std.dev", monitor.StdDev, Deviation(nonZero, nonZeroMean, nonZeroWeight));
        Row("Minimum", monitor.Min, nonZero is { Count: > 0 } ? nonZero.Min(value => value.Value) : double.NaN);
        if (values is not null && nonZero is not null)
        {
            Row("Percentile-5%", Percentile(values, 0.05), Percentile(nonZero, 0.05));
            Row("Median", Percentile(values, 0.5), Percentile(nonZero, 0.5));
            Row("Percentile-95%", Percentile(values, 0.95), Percentile(nonZero, 0.95));
        }

        Row("Maximum", monitor.Max, nonZero is { Count: > 0 } ? nonZero.Max(value => value.Value) : double.NaN);
        if (withHistogram && values is { Count: > 0 })
        {
            Histogram(values, maxBins, histMin, binWidth);
        }

        return text.ToString();
    }

    private static double Deviation(List<WeightedValue>? some, double mean, double weight) =>
        some is null ? double.NaN : Math.Sqrt(some.Sum(value => value.Weight * (value.Value - mean) * (value.Value - mean)) / weight);

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("G6", CultureInfo.InvariantCulture);

    private void Row(string name, double all, double nonZero) => Row(name, Number(all), Number(nonZero));

    private void Row(string name, string all, string nonZero) =>
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} {all,15} {nonZero,15}").TrimEnd());

    private void Histogram(List<WeightedValue> observations, int maxBins, double? histMin, double? binWidth)
    {
        double min = histMin ?? monitor.Min;
        double width = binWidth ?? (monitor.Max - min) / maxBins;
        width = width > 0 ? width : 1;
        double[] bins = new double[maxBins + 1];
        foreach (WeightedValue value in observations)
        {
            // The first bin holds what is at or below the start, the last one all that is beyond the others.
            double bin = value.Value <= min ? 0 : Math.Ceiling((value.Value - min) / width);
            bins[(int)Math.Min(bin, maxBins)] += value.Weight;
        }

        double sum = bins.Sum();
        double cumulative = 0;
        text.AppendLine().AppendLine("Histogram").AppendLine("             <=           share      %   cum%");
        for (int bin = 0; bin <= maxBins; bin++)
        {
            cumulative += bins[bin];
            double share = bins[bin] / sum;
            bool open = bin == maxBins && min + (bin * width) < monitor.Max;
            string limit = open ? "inf" : Number(min + (bin * width));
            string bar = new('*', (int)Math.Round(share * BarWidth));
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"{limit,15} {Number(bins[bin]),15} {share * 100,6:F1} {cumulative / sum * 100,6:F1} {bar}");
            text.AppendLine(line.TrimEnd());
        }
    }
}
