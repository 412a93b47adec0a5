using System.Globalization;

namespace Simulator.Randomness;

/// <summary>
/// An immutable distribution of a real number (in scenarios mostly seconds). Each sample takes exactly one number from the stream and
/// maps it through the quantile function, so that two policies that draw from equal streams stay in step whatever the distributions.
/// </summary>
public abstract record Distribution
{
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

    /// <summary>Draws a duration: the value in seconds to the nearest tick, negative values as zero.</summary>
    /// <exception cref="OverflowException">The value is beyond what a <see cref="TimeSpan"/> holds.</exception>
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
        double ticks = Math.Round(seconds * TimeSpan.TicksPerSecond);
        if (!(ticks < long.MaxValue))
        {
            throw new OverflowException(Text($"A duration of {seconds} s is too long."));
        }

        return new TimeSpan(Math.Max(0, (long)ticks));
    }
}
