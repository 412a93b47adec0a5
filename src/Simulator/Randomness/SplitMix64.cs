namespace Simulator.Randomness;

/// <summary>Steele, Lea and Flood's SplitMix64: turns one 64-bit seed into well-mixed words, here the state of another generator.</summary>
internal static class SplitMix64
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>Advances the state and returns the next word.</summary>
    public static ulong Next(ref ulong state) => Mix(unchecked(state += Gamma));

    /// <summary>Spreads every input bit over all output bits.</summary>
    public static ulong Mix(ulong word)
    {
        unchecked
        {
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }
}
