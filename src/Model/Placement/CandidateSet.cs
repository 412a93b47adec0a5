using System.Numerics;

namespace Model.Placement;

/// <summary>
/// An answer in which every root has at most one candidate and serves all of it alone: one bit a root. Immutable; as long as nothing
/// changes, equal questions get the same object.
/// </summary>
/// <param name="Bits">By place in <paramref name="Roots"/>, whether the root has a candidate in the answer.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Roots">All roots by name; another array whenever a root comes, goes or is renamed.</param>
internal sealed record CandidateSet(ulong[] Bits, int Count, int[] Roots)
{
    /// <summary>The roots that have a candidate, by name.</summary>
    public int[] Expand()
    {
        int[] roots = new int[Count];
        int next = 0;
        for (int word = 0; next < Count; word++)
        {
            for (ulong left = Bits[word]; left != 0; left &= left - 1)
            {
                roots[next++] = Roots[(word * 64) + BitOperations.TrailingZeroCount(left)];
            }
        }

        return roots;
    }
}
