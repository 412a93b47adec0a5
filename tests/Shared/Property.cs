using CsCheck;

namespace Testing;

/// <summary>
/// Random cases that are the same in every run, so that a test which passes once passes always. CsCheck makes and shrinks them, but takes
/// its own seeds from the clock. Set <c>PROPERTY_SEED</c> to a number to try other cases.
/// </summary>
internal static class Property
{
    private static readonly ulong Seed =
        ulong.TryParse(Environment.GetEnvironmentVariable("PROPERTY_SEED"), out ulong seed) ? seed : 1;

    /// <summary>Calls <paramref name="check"/> with <paramref name="iter"/> cases; the first that throws is shrunk and reported.</summary>
    public static void Holds<T>(this Gen<T> cases, Action<T> check, int iter = 100, Func<T, string>? print = null)
    {
        PCG draws = new(stream: 1, Seed);
        for (int number = 0; number < iter; number++)
        {
            string state = draws.ToString();
            T one = cases.Generate(draws, null, out _);
            try
            {
                check(one);
            }
            catch (Exception failure)
            {
                // The same case is the first that CsCheck tries; what it finds smaller is for the reader only, and differs by run.
                cases.Sample(check, seed: state, iter: 10L * iter, threads: 1, print: print);
                throw new InvalidOperationException($"case {number} failed, but not when it was tried again", failure);
            }
        }
    }

    /// <inheritdoc cref="Holds{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void Holds<T1, T2>(this Gen<(T1, T2)> cases, Action<T1, T2> check, int iter = 100) =>
        cases.Holds(one => check(one.Item1, one.Item2), iter);

    /// <inheritdoc cref="Holds{T}(Gen{T}, Action{T}, int, Func{T, string}?)"/>
    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> cases, Action<T1, T2, T3> check, int iter = 100) =>
        cases.Holds(one => check(one.Item1, one.Item2, one.Item3), iter);
}
