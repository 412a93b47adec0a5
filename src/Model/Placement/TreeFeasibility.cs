namespace Model.Placement;

/// <summary>
/// What can be said about a tree from the lists of its parts without walking products: that none can be a candidate, or how many are.
/// </summary>
internal static class TreeFeasibility
{
    /// <summary>
    /// False only if no candidate exists. Parts that are alike need as many places as there are of them: a provider has as many as
    /// its free amount allows, or one where every group must have its own; then all groups must also find different ones together.
    /// </summary>
    public static bool IsPossible(
        PlacementStore store, CompiledRequest request, bool isWide, int[][] options, int[] count)
    {
        for (int list = 0; list < count.Length; list++)
        {
            int part = request.PartOfList[list];
            int alike = 0;
            for (int other = part; other < request.Parts.Length; other++)
            {
                alike += request.ListOfPart[other] == list ? 1 : 0;
            }

            long places = 0;
            for (int option = 0; alike > 1 && places < alike && option < count[list]; option++)
            {
                places += request.IsIsolated ? 1 : Math.Min(alike, PlacesOn(store, request.Parts[part], options[list][option], isWide));
            }

            if (alike > 1 && places < alike)
            {
                return false;
            }
        }

        return !request.IsIsolated || HasDistinctProviders(request, options, count);
    }

    /// <summary>
    /// The number of candidates where parts do not get in each other's way, by formula; null where the products must be walked.
    /// </summary>
    public static long? TryCount(
        PlacementStore store, CompiledRequest request, bool isWide, int[][] options, int[] count)
    {
        for (int part = 0; part < request.Parts.Length; part++)
        {
            if (request.Subtrees[part].Length > 0
                || (request.Parts[part].IsPlain
                    && (request.IsContended[part] || request.Groups[request.GroupOfPart[part]].AllRequirements != 0)))
            {
                return null;
            }
        }

        long total = 1;
        for (int list = 0; list < count.Length; list++)
        {
            if (MeetsOtherList(request, list, options, count))
            {
                return null;
            }

            int alike = request.ListOfPart.Count(other => other == list);
            CandidatePart part = request.Parts[request.PartOfList[list]];
            long ways = part.IsPlain ? count[list]
                : request.IsIsolated ? Arrangements(count[list], alike)
                : Distributions(store, part, options[list].AsSpan(0, count[list]), alike, isWide);
            total = Multiply(total, ways);
        }

        return total;
    }

    /// <summary>How many parts of a kind fit on a provider together.</summary>
    private static long PlacesOn(PlacementStore store, CandidatePart part, int provider, bool isWide)
    {
        long places = long.MaxValue;
        foreach (PartResource wanted in part.Resources)
        {
            int row = store.FindRow(provider, wanted.ResourceClass);
            long free = Math.Min(store.CapacityOf(row) - (isWide ? 0 : store.UsedOf(row)), store.MaxUnitOf(row));
            places = Math.Min(places, free / wanted.Amount);
        }

        return places;
    }

    /// <summary>Whether another list of groups asks for one of the same classes, or shares a provider where that is forbidden.</summary>
    private static bool MeetsOtherList(CompiledRequest request, int list, int[][] options, int[] count)
    {
        CandidatePart part = request.Parts[request.PartOfList[list]];
        for (int other = 0; !part.IsPlain && other < list; other++)
        {
            CandidatePart otherPart = request.Parts[request.PartOfList[other]];
            if (otherPart.IsPlain)
            {
                continue;
            }

            foreach (PartResource wanted in part.Resources)
            {
                foreach (PartResource otherWanted in otherPart.Resources)
                {
                    if (wanted.ResourceClass == otherWanted.ResourceClass)
                    {
                        return true;
                    }
                }
            }

            ReadOnlySpan<int> others = options[other].AsSpan(0, count[other]);
            for (int option = 0; request.IsIsolated && option < count[list]; option++)
            {
                if (others.Contains(options[list][option]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Ways to give k groups different providers out of n: n!/(n−k)!.</summary>
    private static long Arrangements(int providers, int groups)
    {
        long ways = 1;
        for (int group = 0; group < groups; group++)
        {
            ways = Multiply(ways, Math.Max(0, providers - group));
        }

        return ways;
    }

    /// <summary>Ways to give k groups providers that may serve several, none more than it has places for.</summary>
    private static long Distributions(PlacementStore store, CandidatePart part, ReadOnlySpan<int> providers, int groups, bool isWide)
    {
        if (groups == 1)
        {
            return providers.Length;
        }

        // ways[n]: ways to serve some n of the groups with the providers seen so far.
        Span<long> ways = stackalloc long[groups + 1];
        ways[0] = 1;
        foreach (int provider in providers)
        {
            long places = Math.Min(groups, PlacesOn(store, part, provider, isWide));
            for (int served = groups; served > 0; served--)
            {
                for (int here = 1; here <= Math.Min(places, served); here++)
                {
                    ways[served] = Add(ways[served], Multiply(ways[served - here], Choose(served, here)));
                }
            }
        }

        return ways[groups];
    }

    private static long Choose(int items, int chosen)
    {
        long ways = 1;
        for (int index = 1; index <= chosen; index++)
        {
            ways = Multiply(ways, items - chosen + index) / index;
        }

        return ways;
    }

    private static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static long Multiply(long left, long right) =>
        left != 0 && right > long.MaxValue / left ? long.MaxValue : left * right;

    /// <summary>Whether the suffixed groups can have different providers all at once (a matching by augmenting paths).</summary>
    private static bool HasDistinctProviders(CompiledRequest request, int[][] options, int[] count)
    {
        int suffixed = 0;
        int fewest = int.MaxValue;
        for (int part = 0; part < request.Parts.Length; part++)
        {
            if (!request.Parts[part].IsPlain)
            {
                suffixed++;
                fewest = Math.Min(fewest, count[request.ListOfPart[part]]);
            }
        }

        if (suffixed <= 1 || fewest >= suffixed || request.Parts.Length > 64)
        {
            // Each has a choice left whatever the others take.
            return true;
        }

        Span<int> owner = stackalloc int[request.Parts.Length];
        owner.Fill(-1);
        for (int part = 0; part < request.Parts.Length; part++)
        {
            ulong visited = 0;
            if (!request.Parts[part].IsPlain && !TryMatch(request, options, count, part, owner, ref visited))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds the part a provider, moving earlier parts to others if need be. Owner: by part, the provider it has.</summary>
    private static bool TryMatch(
        CompiledRequest request, int[][] options, int[] count, int part, Span<int> owner, ref ulong visited)
    {
        visited |= 1UL << part;
        int list = request.ListOfPart[part];
        for (int option = 0; option < count[list]; option++)
        {
            int holder = owner.IndexOf(options[list][option]);
            if (holder < 0
                || ((visited & (1UL << holder)) == 0 && TryMatch(request, options, count, holder, owner, ref visited)))
            {
                owner[part] = options[list][option];
                return true;
            }
        }

        return false;
    }
}
