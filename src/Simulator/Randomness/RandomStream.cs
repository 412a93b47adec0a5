using System.Numerics;

namespace Simulator.Randomness;

/// <summary>
/// One reproducible sequence of random numbers: Blackman and Vigna's xoshiro256**, seeded through SplitMix64.
/// The sequence of a seed is a promise: it does not change between versions.
/// </summary>
public sealed class RandomStream
{
    private const double Ulp53 = 1.0 / (1UL << 53);
    private const double Ulp52 = 1.0 / (1UL << 52);

    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>Starts the sequence of a seed.</summary>
    public RandomStream(ulong seed)
    {
        s0 = SplitMix64.Next(ref seed);
        s1 = SplitMix64.Next(ref seed);
        s2 = SplitMix64.Next(ref seed);
        s3 = SplitMix64.Next(ref seed);
    }

    internal RandomStream(ulong s0, ulong s1, ulong s2, ulong s3) => (this.s0, this.s1, this.s2, this.s3) = (s0, s1, s2, s3);

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            ulong shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }

    /// <summary>A number in [0, 1), in steps of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * Ulp53;

    /// <summary>A number in (0, 1), for quantile functions that are infinite at the ends.</summary>
    public double NextOpen() => ((NextUInt64() >> 12) + 0.5) * Ulp52;

    /// <summary>An integer in [0, <paramref name="exclusive"/>), every one equally likely.</summary>
    /// <param name="exclusive">1 or more.</param>
    public int NextInt(int exclusive)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusive);
        return (int)NextBelow((ulong)exclusive);
    }

    /// <summary>An integer in [<paramref name="inclusive"/>, <paramref name="exclusive"/>), every one equally likely.</summary>
    public long NextInt64(long inclusive, long exclusive)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(inclusive, exclusive);
        return unchecked(inclusive + (long)NextBelow((ulong)exclusive - (ulong)inclusive));
    }

    /// <summary>True with a probability; always takes one number from the sequence.</summary>
    public bool NextChance(double probability) => NextDouble() < probability;

    /// <summary>Puts items into a random order, every one equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInt(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    // Lemire's method: multiply and reject the few products that would favour small results.
    private ulong NextBelow(ulong bound)
    {
        unchecked
        {
            ulong high = Math.BigMul(NextUInt64(), bound, out ulong low);
            if (low < bound)
            {
                ulong threshold = (0 - bound) % bound;
                while (low < threshold)
                {
                    high = Math.BigMul(NextUInt64(), bound, out low);
                }
            }

            return high;
        }
    }
}
