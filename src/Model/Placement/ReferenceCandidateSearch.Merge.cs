using System.Text;

namespace Model.Placement;

/// <content>Putting the answers of the groups together.</content>
public sealed partial class ReferenceCandidateSearch
{
    private AllocationCandidates Merge(List<List<GroupAnswer>> answers)
    {
        List<int> anchors = [.. answers[0].Select(a => a.Anchor).Distinct()];
        anchors.Sort((left, right) => string.CompareOrdinal(_store.NameOf(left), _store.NameOf(right)));
        List<IEnumerator<GroupAnswer[]>> generators = [];
        foreach (int anchor in anchors)
        {
            List<List<GroupAnswer>> ofAnchor = [.. answers.Select(list => list.Where(a => a.Anchor == anchor).ToList())];
            if (ofAnchor.TrueForAll(list => list.Count > 0))
            {
                generators.Add(Products(ofAnchor, 0, []).GetEnumerator());
            }
        }

        List<GroupAnswer[]> kept = [];
        HashSet<string> seen = [];
        foreach (GroupAnswer[] product in Generate(generators))
        {
            if (SatisfiesGroupPolicy(product)
                && SatisfiesSubtrees(product)
                && (_options.OptimizeForWideTrees || !ExceedsCapacity(product, countsUsage: true))
                && seen.Add(KeyOf(product)))
            {
                kept.Add(product);
                if (_options.MaxCandidates >= 0 && kept.Count >= _options.MaxCandidates)
                {
                    break;
                }
            }
        }

        return Pack(Limit(kept));
    }

    /// <summary>One answer of each group; with the wide-tree option branches that ask for too much are cut early.</summary>
    private IEnumerable<GroupAnswer[]> Products(List<List<GroupAnswer>> lists, int group, GroupAnswer[] head)
    {
        if (group == lists.Count)
        {
            yield return head;
            yield break;
        }

        foreach (GroupAnswer answer in lists[group])
        {
            GroupAnswer[] longer = [.. head, answer];
            if (_options.OptimizeForWideTrees && ExceedsCapacity(longer, countsUsage: false))
            {
                continue;
            }

            foreach (GroupAnswer[] product in Products(lists, group + 1, longer))
            {
                yield return product;
            }
        }
    }

    private IEnumerable<GroupAnswer[]> Generate(List<IEnumerator<GroupAnswer[]>> generators)
    {
        if (_options.Strategy == CandidateStrategy.DepthFirst)
        {
            foreach (IEnumerator<GroupAnswer[]> generator in generators)
            {
                while (generator.MoveNext())
                {
                    yield return generator.Current;
                }
            }

            yield break;
        }

        List<IEnumerator<GroupAnswer[]>> active = [.. generators];
        while (active.Count > 0)
        {
            List<IEnumerator<GroupAnswer[]>> still = [];
            foreach (IEnumerator<GroupAnswer[]> generator in active)
            {
                if (generator.MoveNext())
                {
                    yield return generator.Current;
                    still.Add(generator);
                }
            }

            active = still;
        }
    }

    /// <summary>Isolate: as many different providers as suffixed groups; the plain group takes no part.</summary>
    private bool SatisfiesGroupPolicy(GroupAnswer[] product)
    {
        if (_request.GroupPolicy != GroupPolicy.Isolate)
        {
            return true;
        }

        List<int> providers = [.. product.Where(a => a.Suffix.Length > 0).Select(a => a.Picks[0])];
        return providers.Distinct().Count() == providers.Count;
    }

    /// <summary>Of the providers of each set of groups, one is the ancestor of, or equal to, all others.</summary>
    private bool SatisfiesSubtrees(GroupAnswer[] product)
    {
        foreach (IReadOnlyList<string> suffixes in _request.SameSubtrees)
        {
            List<int> providers = [.. product.Where(a => suffixes.Contains(a.Suffix)).SelectMany(a => a.Picks).Distinct()];
            if (!providers.Exists(top => providers.TrueForAll(p => IsUnder(p, top))))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsUnder(int provider, int top)
    {
        for (int ancestor = provider; ancestor >= 0; ancestor = _store.ParentOf(ancestor))
        {
            if (ancestor == top)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the groups together ask for more of one inventory than it has, or than it gives at a time.</summary>
    private bool ExceedsCapacity(GroupAnswer[] product, bool countsUsage)
    {
        Dictionary<int, long> sums = [];
        foreach (GroupAnswer answer in product)
        {
            for (int part = 0; part < answer.Picks.Length; part++)
            {
                foreach (PartResource wanted in answer.Resources[part])
                {
                    int row = _store.FindRow(answer.Picks[part], wanted.ResourceClass);
                    long sum = sums.GetValueOrDefault(row) + wanted.Amount;
                    sums[row] = sum;
                    long used = countsUsage ? _store.UsedOf(row) : 0;
                    if (sum > _store.CapacityOf(row) - used || sum > _store.MaxUnitOf(row))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>Equal keys mean equal resources and equal mappings, whatever the anchor.</summary>
    private static string KeyOf(GroupAnswer[] product)
    {
        StringBuilder key = new();
        foreach (GroupAnswer answer in product)
        {
            key.AppendJoin(',', answer.Picks).Append(';');
        }

        return key.ToString();
    }

    private List<GroupAnswer[]> Limit(List<GroupAnswer[]> kept)
    {
        int limit = Math.Min(_request.Limit ?? int.MaxValue, kept.Count);
        if (_options.Draw is { } draw)
        {
            CandidateShuffle.Shuffle(kept, limit, draw);
        }

        return kept.GetRange(0, limit);
    }

    private AllocationCandidates Pack(List<GroupAnswer[]> kept)
    {
        int[] roots = [.. kept.Select(product => product[0].Anchor)];
        int[] picks = [.. kept.SelectMany(product => product.SelectMany(a => a.Picks))];
        return new AllocationCandidates(_store, PlacementResult.Ok, CandidatePart.Split(_store, _request), roots, picks);
    }
}
