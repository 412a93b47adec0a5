namespace Model.Python;

/// <summary>
/// The order in which CPython walks a set. Nova hands the cores of a host through a Python set, so this order decides which
/// host CPU a guest is pinned to first; it is the same in every process, since hashes of numbers are not randomised.
/// </summary>
/// <remarks>A table with open addressing: ten neighbours are tried, then a jump by the hash's upper bits (CPython 3.8 and later).</remarks>
internal static class PythonSetOrder
{
    private const int SizeMin = 8;
    private const int LinearProbes = 9;
    private const int PerturbShift = 5;
    private const int Empty = -1;

    /// <summary>The positions of the items given, in the order of the set that holds them.</summary>
    /// <param name="hashes">Hashes of the items, which all differ from one another, in the order in which the set received them.</param>
    public static int[] Of(IReadOnlyList<long> hashes)
    {
        int[] table = NewTable(SizeMin);
        for (int item = 0; item < hashes.Count; item++)
        {
            Insert(table, hashes, item);
            int used = item + 1;
            if ((long)used * 5 >= (long)(table.Length - 1) * 3)
            {
                table = Resize(table, hashes, used);
            }
        }

        return [.. table.Where(item => item != Empty)];
    }

    /// <summary>Python's hash of a tuple of small numbers.</summary>
    public static long TupleHash(IEnumerable<int> items)
    {
        const ulong first = 11400714785074694791;
        const ulong second = 14029467366897019727;
        const ulong fifth = 2870177450012600261;
        unchecked
        {
            ulong hash = fifth;
            ulong count = 0;
            foreach (int item in items)
            {
                hash += (ulong)item * second;
                hash = ulong.RotateLeft(hash, 31) * first;
                count++;
            }

            hash += count ^ (fifth ^ 3527539);
            return hash == ulong.MaxValue ? 1546275796 : (long)hash;
        }
    }

    private static int[] NewTable(int size)
    {
        int[] table = new int[size];
        table.AsSpan().Fill(Empty);
        return table;
    }

    private static int[] Resize(int[] table, IReadOnlyList<long> hashes, int used)
    {
        const int large = 50_000;
        int least = used > large ? used * 2 : used * 4;
        int size = SizeMin;
        while (size <= least)
        {
            size *= 2;
        }

        int[] larger = NewTable(size);
        foreach (int item in table.Where(item => item != Empty))
        {
            Insert(larger, hashes, item);
        }

        return larger;
    }

    private static void Insert(int[] table, IReadOnlyList<long> hashes, int item)
    {
        ulong mask = (ulong)table.Length - 1;
        ulong perturb = unchecked((ulong)hashes[item]);
        ulong slot = perturb & mask;
        while (true)
        {
            int neighbours = slot + LinearProbes <= mask ? LinearProbes : 0;
            for (int step = 0; step <= neighbours; step++)
            {
                if (table[(int)slot + step] == Empty)
                {
                    table[(int)slot + step] = item;
                    return;
                }
            }

            perturb >>= PerturbShift;
            slot = unchecked((slot * 5) + 1 + perturb) & mask;
        }
    }
}
