namespace Model.Placement;

/// <content>The search for one group.</content>
public sealed partial class ReferenceCandidateSearch
{
    private sealed class GroupSearch(ReferenceCandidateSearch search, RequestGroup group)
    {
        private readonly PlacementStore _store = search._store;
        private readonly List<PartResource> _resources = [];
        private readonly List<int[]> _required = [];
        private readonly List<int> _forbidden = [];
        private readonly Dictionary<int, List<int>> _fitting = [];
        private int _treeRoot = -1;

        /// <summary>Whether preparation has already shown that nothing can serve the group.</summary>
        public bool IsEmpty { get; private set; }

        /// <summary>
        /// Looks up what the group names, in the service's order: classes, member_of, traits, in_tree, resources. What comes first
        /// decides: an empty aggregate hides an unknown trait.
        /// </summary>
        public PlacementResult Prepare()
        {
            foreach (ResourceAmount wanted in group.Resources)
            {
                int id = _store.ClassTable.Find(wanted.ResourceClass);
                if (id < 0)
                {
                    return PlacementResult.BadRequest($"no such resource class {wanted.ResourceClass}");
                }

                _resources.Add(new PartResource(id, wanted.ResourceClass, wanted.Amount));
            }

            _resources.Sort((left, right) => left.ResourceClass.CompareTo(right.ResourceClass));
            IsEmpty = group.MemberOf.Count > 0 && !search._providers.Any(IsInAggregates);
            if (IsEmpty)
            {
                return PlacementResult.Ok;
            }

            PlacementResult traits = PrepareTraits();
            if (!traits.IsSuccess)
            {
                return traits;
            }

            if (group.InTree is { } member)
            {
                int provider = _store.ProviderOf(member);
                IsEmpty = provider < 0;
                _treeRoot = IsEmpty ? -1 : _store.RootOf(provider);
            }

            foreach (PartResource wanted in _resources)
            {
                List<int> fitting = IsEmpty ? [] : [.. search._providers.Where(p => Fits(p, wanted))];
                IsEmpty |= fitting.Count == 0;
                _fitting[wanted.ResourceClass] = fitting;
            }

            return PlacementResult.Ok;
        }

        public List<GroupAnswer> Find() => !group.UsesOneProvider && (search._sharing.Count > 0 || _store.HasTrees)
            ? FindInTrees()
            : FindOnOneProvider();

        private PlacementResult PrepareTraits()
        {
            foreach (string trait in group.RequiredTraits.SelectMany(any => any).Concat(group.ForbiddenTraits))
            {
                if (!_store.HasTrait(trait))
                {
                    return PlacementResult.BadRequest($"no such trait(s): {trait}");
                }
            }

            _required.AddRange(group.RequiredTraits.Select(any => any.Select(_store.TraitTable.Find).ToArray()));
            _forbidden.AddRange(group.ForbiddenTraits.Select(_store.TraitTable.Find));
            return PlacementResult.Ok;
        }

        private bool Fits(int provider, PartResource wanted)
        {
            int row = _store.FindRow(provider, wanted.ResourceClass);
            return row >= 0 && _store.Fits(row, wanted.Amount) && (_treeRoot < 0 || _store.RootOf(provider) == _treeRoot);
        }

        private bool IsInAggregates(int provider) => group.MemberOf.All(any => any.Any(a => IsIn(provider, a)));

        private bool IsInForbiddenAggregates(int provider) => group.ForbiddenAggregates.Any(a => IsIn(provider, a));

        private bool IsIn(int provider, string aggregate)
        {
            int id = _store.AggregateTable.Find(aggregate);
            return id >= 0 && _store.AggregateSets.Contains(_store.AggregateSetOf(provider), id);
        }

        /// <summary>
        /// One provider has everything: classes, traits and aggregates by itself, nothing inherited. A sharing provider counts for
        /// every anchor; it is not held to its own tree by in_tree.
        /// </summary>
        private List<GroupAnswer> FindOnOneProvider()
        {
            List<GroupAnswer> found = [];
            if (_resources.Count == 0 && _required.Count == 0 && group.MemberOf.Count == 0)
            {
                // A group without resources and with nothing but negations matches nothing.
                return found;
            }

            foreach (int provider in search._providers)
            {
                if (!_required.All(any => any.Any(t => search.HasTrait(provider, t)))
                    || _forbidden.Any(t => search.HasTrait(provider, t))
                    || !IsInAggregates(provider)
                    || IsInForbiddenAggregates(provider)
                    || !_resources.All(wanted => _fitting[wanted.ResourceClass].Contains(provider)))
                {
                    continue;
                }

                List<int> anchors = [_store.RootOf(provider)];
                if (search.HasTrait(provider, _store.SharingTrait))
                {
                    anchors = [.. anchors.Union(search.AnchorsOf(provider))];
                }

                foreach (int anchor in anchors.Where(search.IsAllowedRoot))
                {
                    found.Add(AnswerOnOneProvider(anchor, provider));
                }
            }

            return found;
        }

        private GroupAnswer AnswerOnOneProvider(int anchor, int provider) => group.UsesOneProvider
            ? new GroupAnswer(anchor, group.Suffix, [provider], [[.. _resources]])
            : new GroupAnswer(
                anchor, group.Suffix, [.. _resources.Select(_ => provider)], [.. _resources.Select(r => new[] { r })]);

        /// <summary>Every class from some provider of the tree, or from a sharing provider that the tree is an anchor of.</summary>
        private List<GroupAnswer> FindInTrees()
        {
            SortedDictionary<int, List<List<int>>> byAnchor = [];
            for (int part = 0; part < _resources.Count; part++)
            {
                foreach ((int anchor, int provider) in AnchoredProviders(_resources[part]))
                {
                    if (!byAnchor.TryGetValue(anchor, out List<List<int>>? options))
                    {
                        options = [.. _resources.Select(_ => new List<int>())];
                        byAnchor.Add(anchor, options);
                    }

                    if (!options[part].Contains(provider))
                    {
                        options[part].Add(provider);
                    }
                }
            }

            List<GroupAnswer> found = [];
            foreach ((int anchor, List<List<int>> options) in byAnchor)
            {
                foreach (List<int> providers in options)
                {
                    providers.Sort((left, right) => string.CompareOrdinal(_store.NameOf(left), _store.NameOf(right)));
                }

                foreach (int[] picks in Product(options))
                {
                    if (HaveTraits(picks))
                    {
                        found.Add(new GroupAnswer(anchor, group.Suffix, picks, [.. _resources.Select(r => new[] { r })]));
                    }
                }
            }

            return found;
        }

        /// <summary>Providers of a class with the roots they count for, filtered by root, member_of and its negation.</summary>
        private List<(int Anchor, int Provider)> AnchoredProviders(PartResource wanted)
        {
            List<(int Anchor, int Provider)> pairs = [];
            foreach (int provider in _fitting[wanted.ResourceClass])
            {
                pairs.Add((_store.RootOf(provider), provider));
                if (search._sharing.Contains(provider) && _treeRoot < 0 && IsInAggregates(provider))
                {
                    pairs.AddRange(search.AnchorsOf(provider).Select(anchor => (anchor, provider)));
                }
            }

            // An aggregate of the root spans the whole tree, for and against.
            pairs.RemoveAll(pair => !search.IsAllowedRoot(pair.Anchor)
                || !(IsInAggregates(pair.Provider) || IsInAggregates(pair.Anchor))
                || IsInForbiddenAggregates(pair.Provider)
                || IsInForbiddenAggregates(pair.Anchor));
            return pairs;
        }

        /// <summary>The providers used have the required traits together; none of them has a forbidden one.</summary>
        private bool HaveTraits(int[] picks) =>
            !picks.Any(p => _forbidden.Any(t => search.HasTrait(p, t)))
            && _required.All(any => picks.Any(p => any.Any(t => search.HasTrait(p, t))));

        private static IEnumerable<int[]> Product(List<List<int>> options)
        {
            IEnumerable<int[]> products = [[]];
            foreach (List<int> list in options)
            {
                products = products.SelectMany(_ => list, (head, tail) => head.Append(tail).ToArray());
            }

            return products;
        }
    }
}
