namespace Simulator.Randomness;

/// <summary>The standard normal distribution.</summary>
public static class NormalCurve
{
    // Coefficients of Wichura's algorithm AS 241 (PPND16), Applied Statistics 37 (1988), highest power first.
    private static readonly double[] CentreTop =
    [
        2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
        13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080,
    ];

    private static readonly double[] CentreBottom =
    [
        5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867,
        5394.1960214247511077, 687.18700749205790830, 42.313330701600911252, 1,
    ];

    private static readonly double[] NearTop =
    [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
        3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734,
    ];

    private static readonly double[] NearBottom =
    [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1,
    ];

    private static readonly double[] FarTop =
    [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720,
    ];

    private static readonly double[] FarBottom =
    [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
    ];

    /// <summary>The value below which a share of the distribution lies; accurate to about 16 digits.</summary>
    /// <param name="p">The share, between 0 and 1 exclusively.</param>
    public static double Quantile(double p)
    {
        if (p is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A quantile is asked for a probability between 0 and 1.");
        }

        double q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            double centre = 0.180625 - (q * q);
            return q * Horner(CentreTop, centre) / Horner(CentreBottom, centre);
        }

        double tail = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        double distance = tail <= 5
            ? Horner(NearTop, tail - 1.6) / Horner(NearBottom, tail - 1.6)
            : Horner(FarTop, tail - 5) / Horner(FarBottom, tail - 5);
        return q < 0 ? -distance : distance;
    }

    /// <summary>The share of the distribution below a value.</summary>
    public static double Cdf(double x)
    {
        if (double.IsInfinity(x))
        {
            return x > 0 ? 1 : 0;
        }

        double tail = UpperTail(Math.Abs(x));
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The density at a value.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    // Not a loop: the processor then works on numerator and denominator at the same time.
    private static double Horner(double[] coefficients, double x)
    {
        ReadOnlySpan<double> c = coefficients.AsSpan(0, 8);
        return (((((((((((((c[0] * x) + c[1]) * x) + c[2]) * x) + c[3]) * x) + c[4]) * x) + c[5]) * x) + c[6]) * x) + c[7];
    }

    // Power series near the centre, Laplace's continued fraction in the tail.
    private static double UpperTail(double x)
    {
        if (x < 4)
        {
            double term = x;
            double sum = x;
            for (int odd = 3; Math.Abs(term) > 1e-18 * sum; odd += 2)
            {
                term *= x * x / odd;
                sum += term;
            }

            return 0.5 - (Density(x) * sum);
        }

        double fraction = x;
        for (int step = 60; step > 0; step--)
        {
            fraction = x + (step / fraction);
        }

        return Density(x) / fraction;
    }
}
