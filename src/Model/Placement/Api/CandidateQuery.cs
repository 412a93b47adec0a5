using System.Globalization;

namespace Model.Placement.Api;

/// <summary>Reads the query of GET allocation_candidates (placement/lib.py, schemas/allocation_candidate.py).</summary>
internal static class CandidateQuery
{
    private static readonly string[] GroupParameters = ["resources", "required", "member_of", "in_tree"];

    /// <summary>Reads and checks a query; a fault (400) as the service would refuse it.</summary>
    public static CandidateRequest Read(QueryString query, Microversion version)
    {
        query.Allow(key => IsAllowed(key, version));
        int? limit = ReadLimit(query);
        GroupPolicy policy = ReadPolicy(query);
        (List<string> rootRequired, List<string> rootForbidden) = ReadRootTraits(query);
        List<IReadOnlyList<string>> subtrees = ReadSubtrees(query);
        List<RequestGroup> groups = ReadGroups(query, version);
        if (version.IsAtLeast(36))
        {
            CheckSubtrees(groups, [.. subtrees.SelectMany(set => set)]);
        }
        else if (groups.Count == 0 || groups.Exists(group => group.Resources.Count == 0))
        {
            throw PlacementFault.BadRequest("All request groups must specify resources.");
        }

        if (version.IsAtLeast(22))
        {
            CheckConflicts(groups);
        }

        if (policy == GroupPolicy.Unspecified && groups.Count(group => group.UsesOneProvider) > 1)
        {
            throw PlacementFault.BadRequest("The \"group_policy\" parameter is required with more than one suffixed group.");
        }

        return new CandidateRequest
        {
            Groups = groups,
            GroupPolicy = policy,
            SameSubtrees = subtrees,
            RootRequiredTraits = rootRequired,
            RootForbiddenTraits = rootForbidden,
            Limit = limit,
        };
    }

    private static bool IsAllowed(string key, Microversion version)
    {
        switch (key)
        {
            case "limit":
                return version.IsAtLeast(16);
            case "group_policy":
                return version.IsAtLeast(25);
            case "root_required":
                return version.IsAtLeast(35);
            case "same_subtree":
                return version.IsAtLeast(36);
            default:
                return TrySplit(key, version, out string parameter, out string suffix) && parameter switch
                {
                    "resources" => true,
                    "required" => version.IsAtLeast(17),
                    "member_of" => version.IsAtLeast(21),
                    _ => version.IsAtLeast(31),
                } && (suffix.Length == 0 || version.IsAtLeast(25));
        }
    }

    /// <summary>Splits <c>required_pci0</c> into parameter and suffix; false if it is no parameter of a group.</summary>
    private static bool TrySplit(string key, Microversion version, out string parameter, out string suffix)
    {
        foreach (string name in GroupParameters)
        {
            if (key.StartsWith(name, StringComparison.Ordinal))
            {
                parameter = name;
                suffix = key[name.Length..];
                return suffix.Length == 0 || (version.IsAtLeast(33) ? IsSuffix(suffix) : IsNumber(suffix));
            }
        }

        parameter = suffix = string.Empty;
        return false;
    }

    private static bool IsSuffix(string text) => text.Length <= 64 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static bool IsNumber(string text) => text[0] != '0' && text.All(char.IsAsciiDigit);

    private static int? ReadLimit(QueryString query)
    {
        IReadOnlyList<string> values = query.All("limit");
        if (values.Count == 0)
        {
            return null;
        }

        if (values.Any(value => value.Length == 0 || !IsNumber(value)))
        {
            throw PlacementFault.BadRequest($"Invalid query string parameters: limit={values[0]}");
        }

        return int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out int limit) ? limit : int.MaxValue;
    }

    private static GroupPolicy ReadPolicy(QueryString query)
    {
        IReadOnlyList<string> values = query.All("group_policy");
        if (values.Any(value => value is not ("none" or "isolate")))
        {
            throw PlacementFault.BadRequest("Invalid query string parameters: group_policy is one of none, isolate");
        }

        return values.Count == 0 ? GroupPolicy.Unspecified : values[0] == "none" ? GroupPolicy.None : GroupPolicy.Isolate;
    }

    private static (List<string> Required, List<string> Forbidden) ReadRootTraits(QueryString query)
    {
        IReadOnlyList<string> values = query.All("root_required");
        if (values.Count > 1)
        {
            throw PlacementFault.BadRequest(
                "Query parameter 'root_required' may be specified only once.", PlacementErrorCode.DuplicateKey);
        }

        List<IReadOnlyList<string>> required = [];
        List<string> forbidden = [];
        if (values.Count == 1)
        {
            ResourcesText.Traits(values[0], allowsForbidden: true, allowsAny: false, required, forbidden);
        }

        List<string> flat = [.. required.SelectMany(any => any)];
        return flat.Exists(forbidden.Contains)
            ? throw PlacementFault.BadRequest(
                "Conflicting required and forbidden traits found in root_required", PlacementErrorCode.BadValue)
            : (flat, forbidden);
    }

    private static List<IReadOnlyList<string>> ReadSubtrees(QueryString query)
    {
        List<IReadOnlyList<string>> subtrees = [];
        foreach (string value in query.All("same_subtree"))
        {
            string[] suffixes = [.. value.Split(',').Select(suffix => suffix.Trim()).Distinct()];
            if (suffixes.Contains(string.Empty))
            {
                throw PlacementFault.BadRequest(
                    "Empty string (unsuffixed group) can not be specified in `same_subtree`", PlacementErrorCode.BadValue);
            }

            subtrees.Add(suffixes);
        }

        return subtrees;
    }

    private static List<RequestGroup> ReadGroups(QueryString query, Microversion version)
    {
        List<RequestGroup> groups = [];
        foreach (KeyValuePair<string, string> item in query.Items)
        {
            if (!TrySplit(item.Key, version, out string _, out string suffix) || groups.Exists(group => group.Suffix == suffix))
            {
                continue;
            }

            List<IReadOnlyList<string>> required = [];
            List<string> forbidden = [];
            ResourcesText.Traits(query, suffix, version, required, forbidden);
            List<IReadOnlyList<string>> memberOf = [];
            List<string> notMemberOf = [];
            ResourcesText.MemberOf(query, suffix, version, memberOf, notMemberOf);
            groups.Add(new RequestGroup
            {
                Suffix = suffix,
                Resources = ReadResources(query, suffix),
                RequiredTraits = required,
                ForbiddenTraits = forbidden,
                MemberOf = memberOf,
                ForbiddenAggregates = notMemberOf,
                InTree = ReadTree(query, suffix),
            });
        }

        return groups;
    }

    /// <summary>The last value counts, but all must be well formed.</summary>
    private static IReadOnlyList<ResourceAmount> ReadResources(QueryString query, string suffix)
    {
        IReadOnlyList<ResourceAmount> resources = [];
        foreach (string value in query.All("resources" + suffix))
        {
            resources = ResourcesText.Resources(value);
        }

        return resources;
    }

    private static string? ReadTree(QueryString query, string suffix)
    {
        string? tree = null;
        foreach (string value in query.All("in_tree" + suffix))
        {
            tree = value.Trim();
            if (!UuidText.IsLike(tree))
            {
                throw PlacementFault.BadRequest($"Invalid query string parameters: in_tree{suffix}={value}");
            }
        }

        return tree;
    }

    private static void CheckSubtrees(List<RequestGroup> groups, List<string> inSubtrees)
    {
        if (groups.TrueForAll(group => group.Resources.Count == 0))
        {
            throw PlacementFault.BadRequest(
                "There must be at least one resources or resources[$S] parameter.", PlacementErrorCode.MissingValue);
        }

        if (groups.Exists(group => group.Resources.Count == 0 && !inSubtrees.Contains(group.Suffix)))
        {
            throw PlacementFault.BadRequest(
                "A resourceless suffixed group must be named in `same_subtree`.", PlacementErrorCode.BadValue);
        }

        if (inSubtrees.Exists(suffix => !groups.Exists(group => group.Suffix == suffix)))
        {
            throw PlacementFault.BadRequest("Real suffixes must be named in `same_subtree`.", PlacementErrorCode.BadValue);
        }
    }

    private static void CheckConflicts(List<RequestGroup> groups)
    {
        foreach (RequestGroup group in groups)
        {
            if (group.RequiredTraits.Any(any => any.All(group.ForbiddenTraits.Contains)))
            {
                throw PlacementFault.BadRequest($"Conflicting required and forbidden traits found in required{group.Suffix}");
            }
        }
    }
}
