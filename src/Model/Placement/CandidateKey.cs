namespace Model.Placement;

/// <summary>A question for candidates but for its limit and the names of its suffixes: equal ones have the same answer up to names.</summary>
internal readonly struct CandidateKey(CandidateRequest request) : IEquatable<CandidateKey>
{
    private readonly CandidateRequest _request = request;

    /// <summary>Whether answers to a question are worth keeping: not those about one tree, which few will ask again.</summary>
    public static bool IsUsual(CandidateRequest request)
    {
        bool isUsual = request.SameSubtrees.Count == 0;
        for (int index = 0; isUsual && index < request.Groups.Count; index++)
        {
            isUsual = request.Groups[index].InTree is null;
        }

        return isUsual;
    }

    /// <inheritdoc/>
    public bool Equals(CandidateKey other)
    {
        IReadOnlyList<RequestGroup> groups = _request.Groups;
        IReadOnlyList<RequestGroup> others = other._request.Groups;
        bool areEqual = groups.Count == others.Count && _request.GroupPolicy == other._request.GroupPolicy
            && _request.RootRequiredTraits.SequenceEqual(other._request.RootRequiredTraits)
            && _request.RootForbiddenTraits.SequenceEqual(other._request.RootForbiddenTraits);
        for (int index = 0; areEqual && index < groups.Count; index++)
        {
            areEqual = AreAlike(groups[index], others[index]);
        }

        return areEqual;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CandidateKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (RequestGroup group in _request.Groups)
        {
            foreach (ResourceAmount amount in group.Resources)
            {
                hash.Add(amount);
            }
        }

        return hash.ToHashCode();
    }

    private static bool AreAlike(RequestGroup left, RequestGroup right) => left.UsesOneProvider == right.UsesOneProvider
        && left.Resources.SequenceEqual(right.Resources)
        && AreAlike(left.RequiredTraits, right.RequiredTraits)
        && left.ForbiddenTraits.SequenceEqual(right.ForbiddenTraits)
        && AreAlike(left.MemberOf, right.MemberOf)
        && left.ForbiddenAggregates.SequenceEqual(right.ForbiddenAggregates);

    private static bool AreAlike(IReadOnlyList<IReadOnlyList<string>> left, IReadOnlyList<IReadOnlyList<string>> right)
    {
        bool areAlike = left.Count == right.Count;
        for (int index = 0; areAlike && index < left.Count; index++)
        {
            areAlike = left[index].SequenceEqual(right[index]);
        }

        return areAlike;
    }
}
