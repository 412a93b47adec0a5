using Model.Placement;

namespace Model.Tests.Placement;

/// <summary>Random questions for allocation candidates, with everything a question can hold.</summary>
internal static class RandomRequest
{
    public static CandidateRequest Draw(Draws draws, IReadOnlyList<string> uuids)
    {
        List<RequestGroup> groups = [];
        int suffixed = draws.Below(4);
        RequestGroup alike = Group(draws, "0", uuids, mayBeEmpty: false);
        for (int index = 0; index < suffixed; index++)
        {
            string suffix = $"_{index}";
            groups.Add(draws.OneIn(2) ? alike with { Suffix = suffix } : Group(draws, suffix, uuids, mayBeEmpty: true));
        }

        if (suffixed == 0 || draws.OneIn(2))
        {
            groups.Insert(draws.Below(groups.Count + 1), Group(draws, string.Empty, uuids, mayBeEmpty: false));
        }

        List<IReadOnlyList<string>> subtrees = [];
        List<string> resourceless = [.. groups.Where(group => group.Resources.Count == 0).Select(group => group.Suffix)];
        if (suffixed > 1 && (resourceless.Count > 0 || draws.OneIn(3)))
        {
            List<string> suffixes = draws.Some([.. groups.Where(group => group.UsesOneProvider).Select(group => group.Suffix)], 2);
            subtrees.Add([.. suffixes.Union(resourceless)]);
            subtrees.RemoveAll(set => set.Count == 0);
        }

        return new CandidateRequest
        {
            Groups = groups,
            GroupPolicy = draws.OneIn(2) ? GroupPolicy.Isolate : GroupPolicy.None,
            SameSubtrees = subtrees,
            RootRequiredTraits = draws.OneIn(8) ? [draws.Pick(RandomForest.Traits)] : [],
            RootForbiddenTraits = draws.OneIn(8) ? [draws.Pick(RandomForest.Traits)] : [],
            Limit = draws.OneIn(4) ? 1 + draws.Below(10) : null,
        };
    }

    public static CandidateOptions DrawOptions(Draws draws) => new()
    {
        MaxCandidates = draws.OneIn(3) ? draws.Below(12) : -1,
        Strategy = draws.OneIn(2) ? CandidateStrategy.BreadthFirst : CandidateStrategy.DepthFirst,
        OptimizeForWideTrees = draws.OneIn(3),
    };

    private static RequestGroup Group(Draws draws, string suffix, IReadOnlyList<string> uuids, bool mayBeEmpty)
    {
        List<ResourceAmount> resources = [];
        if (!mayBeEmpty || !draws.OneIn(6))
        {
            int most = suffix.Length == 0 ? 3 : 2;
            foreach (string name in draws.Some(RandomForest.Classes, 2).Take(most))
            {
                resources.Add(new ResourceAmount(name, 1 + draws.Below(3)));
            }

            if (resources.Count == 0)
            {
                resources.Add(new ResourceAmount(draws.Pick(RandomForest.Classes), 1));
            }
        }

        List<IReadOnlyList<string>> required = [];
        for (int item = draws.OneIn(3) ? 1 + draws.Below(2) : 0; item > 0; item--)
        {
            required.Add(draws.OneIn(2) ? [draws.Pick(RandomForest.Traits)] : [RandomForest.Traits[0], RandomForest.Traits[1]]);
        }

        return new RequestGroup
        {
            Suffix = suffix,
            Resources = resources,
            RequiredTraits = required,
            ForbiddenTraits = draws.OneIn(6) ? [draws.OneIn(20) ? "CUSTOM_UNHEARD_OF" : draws.Pick(RandomForest.Traits)] : [],
            MemberOf = draws.OneIn(6) ? [[draws.Pick(RandomForest.Aggregates), draws.Pick(RandomForest.Aggregates)]] : [],
            ForbiddenAggregates = draws.OneIn(8) ? [draws.Pick(RandomForest.Aggregates)] : [],
            InTree = draws.OneIn(10) ? draws.Pick(uuids) : null,
        };
    }
}
