namespace Model.Placement;

/// <summary>
/// Distinct sets of small integers, each stored once. Thousands of providers share a handful of trait or aggregate sets, so a
/// question about a set is answered once per distinct set and not once per provider.
/// </summary>
internal sealed class IntSetTable
{
    private readonly Dictionary<int[], int> _ids = new(SetComparer.Instance);
    private readonly List<int[]> _sets = [];

    public IntSetTable() => Intern([]);

    /// <summary>The id of the empty set.</summary>
    public const int EmptySet = 0;

    public int Count => _sets.Count;

    /// <summary>The members, ascending.</summary>
    public ReadOnlySpan<int> Members(int set) => _sets[set];

    public bool Contains(int set, int member) => Array.BinarySearch(_sets[set], member) >= 0;

    /// <summary>The id of a set given in any order, with or without duplicates.</summary>
    public int Intern(IEnumerable<int> members)
    {
        int[] sorted = [.. members.Distinct().Order()];
        if (!_ids.TryGetValue(sorted, out int id))
        {
            id = _sets.Count;
            _ids.Add(sorted, id);
            _sets.Add(sorted);
        }

        return id;
    }

    public bool Overlaps(int left, int right)
    {
        int[] a = _sets[left];
        int[] b = _sets[right];
        int i = 0;
        int j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                return true;
            }

            if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return false;
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public static SetComparer Instance { get; } = new();

        public bool Equals(int[]? left, int[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(int[] set)
        {
            unchecked
            {
                int hash = 17;
                foreach (int member in set)
                {
                    hash = (hash * 31) + member;
                }

                return hash;
            }
        }
    }
}
