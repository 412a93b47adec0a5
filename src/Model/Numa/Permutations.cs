namespace Model.Numa;

/// <summary>Ordered selections without repetition, in the order of Python's <c>itertools.permutations</c>.</summary>
internal static class Permutations
{
    /// <summary>Every ordered selection of <paramref name="length"/> of the indices 0 to <paramref name="count"/> - 1, lexicographically.</summary>
    public static IEnumerable<int[]> Of(int count, int length)
    {
        int[] selection = new int[length];
        return length > count ? [] : From(0);

        IEnumerable<int[]> From(int position)
        {
            if (position == length)
            {
                yield return [.. selection];
                yield break;
            }

            for (int index = 0; index < count; index++)
            {
                if (Array.IndexOf(selection, index, 0, position) >= 0)
                {
                    continue;
                }

                selection[position] = index;
                foreach (int[] whole in From(position + 1))
                {
                    yield return whole;
                }
            }
        }
    }
}
