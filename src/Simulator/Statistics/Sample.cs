using MathNet.Numerics.Distributions;

namespace Simulator.Statistics;

/// <summary>What independent observations of one quantity tell about its mean. Immutable.</summary>
/// <param name="Count">Observations.</param>
/// <param name="Mean">Their mean; NaN when there are none.</param>
/// <param name="Deviation">Their standard deviation (divisor n − 1); NaN below two.</param>
public sealed record Sample(int Count, double Mean, double Deviation)
{
    /// <summary>Summarizes observations, in their order.</summary>
    public static Sample Of(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
        {
            return new Sample(0, double.NaN, double.NaN);
        }

        double mean = values.Sum() / values.Count;
        double squares = values.Sum(value => (value - mean) * (value - mean));
        double deviation = values.Count < 2 ? double.NaN : Math.Sqrt(squares / (values.Count - 1));

        // Equal observations have no deviation; what rounding of the mean leaves is not one.
        bool isConstant = values.All(value => value == values[0]);
        return new Sample(values.Count, isConstant ? values[0] : mean, isConstant && values.Count > 1 ? 0 : deviation);
    }

    /// <summary>Standard error of the mean; NaN below two observations.</summary>
    public double StandardError => Deviation / Math.Sqrt(Count);

    /// <summary>Whether the spread, and so an interval, is known.</summary>
    public bool HasInterval => Count >= 2;

    /// <summary>Student's interval of the mean.</summary>
    /// <param name="confidence">Share of such intervals that hold the true mean, above 0 and below 1.</param>
    /// <returns>Null below two observations.</returns>
    public Interval? IntervalAt(double confidence)
    {
        if (!HasInterval)
        {
            return null;
        }

        double reach = Deviation == 0 ? 0 : Quantile((1 + confidence) / 2) * StandardError;
        return new Interval(Mean - reach, Mean + reach);
    }

    /// <summary>The value that the true mean is at most, with that confidence (one-sided); null below two observations.</summary>
    public double? UpperLimit(double confidence) =>
        HasInterval ? Mean + (Deviation == 0 ? 0 : Quantile(confidence) * StandardError) : null;

    /// <summary>The value that the true mean is at least, with that confidence (one-sided); null below two observations.</summary>
    public double? LowerLimit(double confidence) =>
        HasInterval ? Mean - (Deviation == 0 ? 0 : Quantile(confidence) * StandardError) : null;

    /// <summary>
    /// Student's two-sided test of a true mean of 0: how often observations as far from 0 as these would come if it were 0.
    /// Null below two observations. Equal observations other than 0, which have no spread to measure by, are judged by the sign test: n of them on
    /// one side come by chance in 2 of 2^n cases. Observations that are all 0 give 1.
    /// </summary>
    public double? PValue
    {
        get
        {
            if (!HasInterval)
            {
                return null;
            }

            return Deviation == 0
                ? Mean == 0 ? 1 : Math.Pow(0.5, Count - 1)
                : Math.Min(1, 2 * StudentT.CDF(0, 1, Count - 1, -Math.Abs(Mean / StandardError)));
        }
    }

    /// <summary>The quantile of Student's distribution that belongs to these observations.</summary>
    public double Quantile(double share) => StudentT.InvCDF(0, 1, Count - 1, share);
}
