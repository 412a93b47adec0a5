using System.Text;

namespace Simulator.Randomness;

/// <summary>
/// Hands out independent sequences by name. The seed of each depends only on the root seed, its purpose and its entity, so that a change
/// of policy, or one more host, leaves every other sequence as it was (common random numbers).
/// </summary>
/// <param name="seed">The root seed.</param>
public sealed class RandomStreams(long seed)
{
    private const ulong FnvOffset = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    /// <summary>The root seed.</summary>
    public long Seed { get; } = seed;

    /// <summary>A new stream, at its start, for a purpose of the whole simulation.</summary>
    /// <param name="purpose">What the numbers are for, for example "arrivals".</param>
    public RandomStream For(string purpose) => new(Start(purpose, 0));

    /// <summary>A new stream, at its start, for one entity.</summary>
    /// <param name="purpose">What the numbers are for, for example "lifetime".</param>
    /// <param name="index">Number of the entity.</param>
    public RandomStream For(string purpose, long index) =>
        new(SplitMix64.Mix(Start(purpose, 1) ^ SplitMix64.Mix(unchecked((ulong)index))));

    /// <summary>A new stream, at its start, for one entity.</summary>
    /// <param name="purpose">What the numbers are for, for example "failures".</param>
    /// <param name="name">Name of the entity.</param>
    public RandomStream For(string purpose, string name) => new(SplitMix64.Mix(Hash(Start(purpose, 2), name)));

    /// <summary>The root seed of a replication: replication 0 keeps this one.</summary>
    public RandomStreams Replication(int number) =>
        number == 0 ? this : new RandomStreams(unchecked((long)Start("replication", SplitMix64.Mix((ulong)number))));

    // The kind keeps For("a"), For("a", 0) and For("a", "") apart.
    private ulong Start(string purpose, ulong kind) =>
        SplitMix64.Mix(Hash(unchecked(SplitMix64.Mix((ulong)Seed) ^ (FnvOffset + kind)), purpose));

    // FNV-1a over the UTF-8 bytes.
    private static ulong Hash(ulong hash, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        unchecked
        {
            int length = Encoding.UTF8.GetMaxByteCount(text.Length);
            Span<byte> bytes = length <= 256 ? stackalloc byte[256] : new byte[length];
            foreach (byte one in bytes[..Encoding.UTF8.GetBytes(text, bytes)])
            {
                hash = (hash ^ one) * FnvPrime;
            }

            return hash;
        }
    }
}
