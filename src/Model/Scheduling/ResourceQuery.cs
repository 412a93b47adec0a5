using System.Globalization;
using Model.Placement;
using Model.Python;

namespace Model.Scheduling;

/// <summary>
/// What a request asks of Placement (Nova: <c>ResourceRequest</c> in <c>nova/scheduler/utils.py</c>). Groups that came from ports
/// and PCI requests are the request's own, not copies: zeros are stripped from them for good.
/// </summary>
public sealed class ResourceQuery
{
    private readonly List<RequestedGroup> _groups = [];
    private CandidateRequest? _repeated;

    /// <summary>The groups in order of first mention; the one without requester is the unsuffixed group.</summary>
    public IReadOnlyList<RequestedGroup> Groups => _groups;

    /// <summary><c>none</c>, <c>isolate</c>, or null when nothing was said.</summary>
    public string? GroupPolicy { get; set; }

    /// <summary>The most candidates wanted; null for all.</summary>
    public int? Limit { get; set; }

    /// <summary>Traits the root provider must have.</summary>
    public required SortedSet<string> RootRequired { get; init; }

    /// <summary>Traits the root provider must not have.</summary>
    public required SortedSet<string> RootForbidden { get; init; }

    /// <summary>Lists of group suffixes that one provider subtree must serve.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> SameSubtree { get; init; }

    /// <summary>Whether all CPUs are dedicated, so that a second query with shared CPUs may be wanted.</summary>
    public bool IsPinned { get; set; }

    /// <summary>Whether Placement's model shall remember answers to queries like this one.</summary>
    internal bool IsRemembered { get; set; }

    /// <summary>How many groups have a suffix.</summary>
    public int SuffixedGroupCount => _groups.Count(group => group.RequesterId is not null);

    /// <summary>The group with this suffix (null for the unsuffixed), made when there is none yet.</summary>
    public RequestedGroup Group(string? suffix)
    {
        RequestedGroup? found = _groups.Find(group => group.RequesterId == suffix);
        if (found is null)
        {
            found = new RequestedGroup { RequesterId = suffix, UseSameProvider = suffix is not null };
            _groups.Add(found);
        }

        return found;
    }

    /// <summary>Adds a group that comes from outside the flavor.</summary>
    /// <exception cref="NovaException">
    /// <c>ValueError</c>: it has no suffix or asks for nothing. <c>RequestGroupSuffixConflict</c>: its suffix is taken.
    /// </exception>
    public void Add(RequestedGroup group)
    {
        if (string.IsNullOrEmpty(group.RequesterId) || group.IsEmpty)
        {
            throw new NovaException("ValueError", $"request group '{group.RequesterId}' has no suffix or asks for nothing");
        }

        if (_groups.Exists(other => other.RequesterId == group.RequesterId))
        {
            throw new NovaException("RequestGroupSuffixConflict", $"Duplicate request group suffix {group.RequesterId}.");
        }

        _groups.Add(group);
    }

    /// <summary>Sets an amount. Unknown classes, and amounts that are no whole number from 0 up, are ignored with a mere warning.</summary>
    public void SetResource(string resourceClass, string amount, string? suffix = null)
    {
        RequestedGroup group = Group(suffix);
        if (PythonNumber.TryParseInteger(amount, out long units) && units >= 0)
        {
            SetResource(group, resourceClass, units);
        }
    }

    /// <summary>As above, for an amount that is a number already.</summary>
    public void SetResource(string resourceClass, long amount) => SetResource(Group(null), resourceClass, amount);

    /// <summary>Requires or forbids a trait; another <paramref name="wish"/> than <c>required</c> or <c>forbidden</c> is ignored.</summary>
    public void AddTrait(string trait, string wish, string? suffix = null)
    {
        RequestedGroup group = Group(suffix);
        if (wish == "required")
        {
            group.RequiredTraits.Add(trait);
        }
        else if (wish == "forbidden")
        {
            group.ForbiddenTraits.Add(trait);
        }
    }

    /// <summary>Whether any group mentions a class, be it with amount 0.</summary>
    public bool Mentions(string resourceClass) => _groups.Exists(group => group.Resources.ContainsKey(resourceClass));

    /// <summary>Takes out amounts of zero, then groups that ask for nothing.</summary>
    public void StripZeros()
    {
        foreach (RequestedGroup group in _groups)
        {
            foreach (string resourceClass in group.Resources.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToList())
            {
                group.Resources.Remove(resourceClass);
            }
        }

        _groups.RemoveAll(group => group.IsEmpty);
    }

    /// <summary>The query as the parameters of the HTTP request, sorted by name and value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ToParameters()
    {
        List<KeyValuePair<string, string>> parameters = [];
        Add("limit", Limit?.ToString(CultureInfo.InvariantCulture));
        Add("group_policy", GroupPolicy);
        Add("root_required", Traits(RootRequired, RootForbidden));
        foreach (IReadOnlyList<string> suffixes in SameSubtree)
        {
            Add("same_subtree", string.Join(',', suffixes.Order(StringComparer.Ordinal)));
        }

        foreach (RequestedGroup group in _groups)
        {
            string suffix = group.RequesterId ?? "";
            IEnumerable<string> amounts = group.Resources.Select(
                pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}:{pair.Value}"));
            parameters.Add(KeyValuePair.Create("resources" + suffix, string.Join(',', amounts.Order(StringComparer.Ordinal))));
            Add("required" + suffix, Traits(group.RequiredTraits, group.ForbiddenTraits));
            foreach (IReadOnlyList<string> alternatives in group.Aggregates)
            {
                Add("member_of" + suffix, "in:" + string.Join(',', alternatives.Order(StringComparer.Ordinal)));
            }

            Add("in_tree" + suffix, group.InTree);
            Add("member_of" + suffix, group.ForbiddenAggregates.Count == 0 ? null : "!in:" + string.Join(',', group.ForbiddenAggregates));
        }

        return [.. parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)];

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parameters.Add(KeyValuePair.Create(name, value));
            }
        }
    }

    /// <summary>The query as Placement's model takes it; groups in the order in which Placement would meet them.</summary>
    public CandidateRequest ToCandidateRequest() => _repeated ?? Compose(isRepeated: false);

    /// <summary>The same query for requests to come: nothing in it may be changed any more, and Placement's model remembers it.</summary>
    internal ResourceQuery ToRepeated()
    {
        ResourceQuery query = new()
        {
            GroupPolicy = GroupPolicy,
            Limit = Limit,
            RootRequired = new SortedSet<string>(RootRequired, StringComparer.Ordinal),
            RootForbidden = new SortedSet<string>(RootForbidden, StringComparer.Ordinal),
            SameSubtree = [.. SameSubtree],
            IsPinned = IsPinned,
        };
        query._groups.AddRange(_groups);
        query._repeated = query.Compose(isRepeated: true);
        return query;
    }

    private CandidateRequest Compose(bool isRepeated) => new()
    {
        Groups = [.. _groups.OrderBy(group => group.RequesterId ?? "", StringComparer.Ordinal).Select(ToPlacementGroup)],
        GroupPolicy = GroupPolicy switch
        {
            "none" => Placement.GroupPolicy.None,
            "isolate" => Placement.GroupPolicy.Isolate,
            _ => Placement.GroupPolicy.Unspecified,
        },
        SameSubtrees = [.. SameSubtree],
        RootRequiredTraits = [.. RootRequired],
        RootForbiddenTraits = [.. RootForbidden],
        Limit = Limit,
        IsRemembered = isRepeated || IsRemembered,
        IsRepeated = isRepeated,
    };

    private static RequestGroup ToPlacementGroup(RequestedGroup group) => new()
    {
        Suffix = group.RequesterId ?? "",
        Resources = [.. group.Resources.Select(pair => new ResourceAmount(pair.Key, pair.Value))],
        RequiredTraits = [.. group.RequiredTraits.Select(trait => (IReadOnlyList<string>)[trait])],
        ForbiddenTraits = [.. group.ForbiddenTraits],
        MemberOf = group.Aggregates,
        ForbiddenAggregates = [.. group.ForbiddenAggregates],
        InTree = group.InTree,
    };

    private static void SetResource(RequestedGroup group, string resourceClass, long amount)
    {
        if (resourceClass.StartsWith(StandardNames.CustomPrefix, StringComparison.Ordinal) || StandardNames.IsResourceClass(resourceClass))
        {
            group.Resources[resourceClass] = amount;
        }
    }

    private static string Traits(IEnumerable<string> required, IEnumerable<string> forbidden) =>
        string.Join(',', required.Concat(forbidden.Select(trait => "!" + trait)));
}
