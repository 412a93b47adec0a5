namespace Model.Diagnostics;

/// <summary>Finds the valid name that a misspelt one most probably stands for.</summary>
public static class NearestName
{
    /// <summary>Most edits (insert, delete, replace, swap of neighbours) that still count as a misspelling.</summary>
    public const int EditsMax = 3;

    /// <summary>
    /// The candidate with the fewest edits from <paramref name="name"/>, letter case aside; the first of several. Null when the
    /// nearest needs more than <see cref="EditsMax"/> edits, or as many as the shorter of both names has letters.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string wanted = name.ToLowerInvariant();
        string? nearest = null;
        int fewest = EditsMax + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - wanted.Length) >= fewest)
            {
                continue;
            }

            int edits = Edits(wanted, candidate.ToLowerInvariant(), fewest);
            if (edits < fewest && edits < Math.Min(wanted.Length, candidate.Length))
            {
                fewest = edits;
                nearest = candidate;
            }
        }

        return nearest;
    }

    /// <summary>
    /// Restricted Damerau-Levenshtein distance of two texts; <paramref name="limit"/> or more means "at least limit", found early.
    /// </summary>
    public static int Edits(string left, string right, int limit)
    {
        int[] beforeLast = new int[right.Length + 1];
        int[] last = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            int rowMinimum = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replace = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                int edits = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
                current[j] = swapped ? Math.Min(edits, beforeLast[j - 2] + 1) : edits;
                rowMinimum = Math.Min(rowMinimum, current[j]);
            }

            if (rowMinimum >= limit)
            {
                return limit;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[right.Length];
    }
}
