using System.Numerics;

namespace Model.Placement;

/// <summary>
/// An answer without sharing providers, root by root. Immutable; as long as nothing changes, equal questions get the same object, and a
/// root whose candidates stay has the same picks.
/// </summary>
/// <param name="Bits">By place in <paramref name="Roots"/>, whether the root has a candidate in the answer.</param>
/// <param name="Count">How many candidates there are.</param>
/// <param name="Roots">All roots by name; another array whenever a root comes, goes or is renamed.</param>
/// <param name="Chunks">
/// By place / 64 and place % 64, the providers of all candidates of the root, one a part; null where its one candidate is served by the
/// root alone.
/// </param>
internal sealed record CandidateSet(ulong[] Bits, int Count, int[] Roots, int[]?[]?[]? Chunks)
{
    /// <summary>How many roots have a candidate.</summary>
    public int RootCount { get; } = CountBits(Bits);

    /// <summary>The providers of all candidates of the root at a place; null where one candidate is served by the root alone.</summary>
    public int[]? PicksAt(int place) => Chunks?[place >> 6]?[place & 63];

    /// <summary>Roots and providers candidate by candidate.</summary>
    public (int[] Roots, int[] Picks) Expand(int parts)
    {
        int[] roots = new int[Count];
        int[] picks = new int[Count * parts];
        int next = 0;
        foreach (int place in Places())
        {
            int root = Roots[place];
            if (PicksAt(place) is { } found)
            {
                found.CopyTo(picks, next * parts);
                Array.Fill(roots, root, next, found.Length / parts);
                next += found.Length / parts;
            }
            else
            {
                Array.Fill(picks, root, next * parts, parts);
                roots[next++] = root;
            }
        }

        return (roots, picks);
    }

    /// <summary>The places of the roots that have a candidate, ascending.</summary>
    public IEnumerable<int> Places()
    {
        for (int word = 0; word < Bits.Length; word++)
        {
            for (ulong left = Bits[word]; left != 0; left &= left - 1)
            {
                yield return (word * 64) + BitOperations.TrailingZeroCount(left);
            }
        }
    }

    private static int CountBits(ulong[] bits)
    {
        int count = 0;
        foreach (ulong word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
