using System.Globalization;

namespace Simulator.Randomness;

/// <summary>
/// An immutable distribution of a real number (in scenarios mostly seconds). Each sample takes exactly one number from the stream and
/// maps it through the quantile function, so that two policies that draw from equal streams stay in step whatever the distributions.
/// </summary>
public abstract record Distribution
{
    /// <summary>The longest duration drawn, 36,525 days: as good as for ever, and sums of a few still fit a <see cref="TimeSpan"/>.</summary>
    public static TimeSpan LongestTime { get; } = TimeSpan.FromDays(36_525);

    /// <summary>The expected value; infinite or NaN if there is none.</summary>
    public abstract double Mean { get; }

    /// <summary>The value below which a share of the distribution lies.</summary>
    /// <param name="p">The share, between 0 and 1 exclusively.</param>
    public abstract double Quantile(double p);

    /// <summary>The distribution in words, for reports.</summary>
    public abstract string Describe();

    /// <summary>Draws a value.</summary>
    public double Sample(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Quantile(stream.NextOpen());
    }

    /// <summary>Draws a duration: the value in seconds to the nearest tick, within zero and <see cref="LongestTime"/>.</summary>
    public TimeSpan SampleTime(RandomStream stream) => ToDuration(Sample(stream));

    /// <inheritdoc/>
    public sealed override string ToString() => Describe();

    private protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private protected static double Positive(double value, string name) =>
        double.IsFinite(value) && value > 0 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be more than 0.");

    private protected static double NotNegative(double value, string name) =>
        double.IsFinite(value) && value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "Must be 0 or more.");

    private protected static double Finite(double value, string name) =>
        double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(name, value, "Must be a finite number.");

    private static TimeSpan ToDuration(double seconds)
    {
        // A wide distribution has far outliers; a server that would live for a million years must not end the run.
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        return ticks < LongestTime.Ticks ? new TimeSpan((long)Math.Max(0, ticks)) : LongestTime;
    }
}
