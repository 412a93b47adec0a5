using System.Globalization;

namespace Model.Placement;

/// <summary>
/// Says why a question for allocation candidates found none, by asking parts of it again: one cause, short enough to count refusals
/// by. <see cref="CandidateExplainer"/> lists every step of one question instead.
/// </summary>
/// <param name="Cause">Short text that refusals are counted under, for example <c>no host has free CUSTOM_PCI_10DE_20B5</c>.</param>
/// <param name="Sentence">One sentence for a person, with figures.</param>
public sealed record CandidateDiagnosis(string Cause, string Sentence)
{
    /// <summary>Looks for the smallest part of the question that no tree of providers can serve.</summary>
    public static CandidateDiagnosis Of(PlacementStore store, CandidateRequest request) =>
        OfResource(store, request) ?? OfGroup(store, request) ?? OfAll(store, request);

    /// <summary>A single resource class that no host has enough of.</summary>
    private static CandidateDiagnosis? OfResource(PlacementStore store, CandidateRequest request)
    {
        foreach (RequestGroup group in request.Groups)
        {
            foreach (ResourceAmount wanted in group.Resources)
            {
                if (CountRoots(store, Bare([new RequestGroup { Suffix = "", Resources = [wanted] }])) == 0)
                {
                    return new CandidateDiagnosis($"no host has free {wanted.ResourceClass}", $"No host has {Text(wanted)} free.");
                }
            }
        }

        return null;
    }

    /// <summary>One group that no host can serve: by amounts, or by traits and aggregates.</summary>
    private static CandidateDiagnosis? OfGroup(PlacementStore store, CandidateRequest request)
    {
        foreach (RequestGroup group in request.Groups)
        {
            RequestGroup amounts = new() { Suffix = group.Suffix, Resources = group.Resources };
            if (CountRoots(store, Bare([amounts])) == 0)
            {
                string each = string.Join("; ", group.Resources.Select(wanted => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Hosts(CountRoots(store, Bare([new RequestGroup { Suffix = "", Resources = [wanted] }])))} {Text(wanted)}")));
                return new CandidateDiagnosis(
                    $"no host has enough {Classes([group])} at once", $"Each by itself is free ({each}), but no host has all of it.");
            }

            CandidateRequest alone = request with { Groups = [group], GroupPolicy = default, SameSubtrees = [] };
            if (CountRoots(store, alone) == 0)
            {
                return new CandidateDiagnosis(
                    "no host with the wanted traits and aggregates has room",
                    string.Create(CultureInfo.InvariantCulture, $"{Hosts(CountRoots(store, Bare([amounts])))} {Text(group)} free, ")
                        + $"but none of them has the traits and aggregates that are asked for ({Conditions(alone)}).");
            }
        }

        return null;
    }

    /// <summary>Every group finds hosts, but not the same ones.</summary>
    private static CandidateDiagnosis OfAll(PlacementStore store, CandidateRequest request)
    {
        List<string> parts = [];
        foreach (IGrouping<string, RequestGroup> alike in request.Groups.GroupBy(Text, StringComparer.Ordinal))
        {
            RequestGroup[] groups = [.. alike];
            int hosts = CountRoots(store, request with { Groups = groups, SameSubtrees = [] });
            string times = groups.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{groups.Length} × ");
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Hosts(hosts)} {times}{alike.Key}"));
        }

        string devices = Classes(request.Groups.Where(group => group.Suffix.Length > 0));
        string rest = Classes(request.Groups.Where(group => group.Suffix.Length == 0));
        return new CandidateDiagnosis(
            $"no host has both {devices} and {rest}",
            $"{string.Join("; ", parts)}; no host has all of it at once.");
    }

    private static string Hosts(int count) => count switch
    {
        0 => "no host has",
        1 => "1 host has",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} hosts have"),
    };

    private static CandidateRequest Bare(IReadOnlyList<RequestGroup> groups) => new() { Groups = groups };

    private static int CountRoots(PlacementStore store, CandidateRequest request) => store.Search.RootsWithCandidates(request).Count;

    private static string Conditions(CandidateRequest request)
    {
        RequestGroup group = request.Groups[0];
        IEnumerable<string> conditions = group.RequiredTraits.Select(any => string.Join(" or ", any))
            .Concat(group.ForbiddenTraits.Concat(request.RootForbiddenTraits).Select(trait => "not " + trait))
            .Concat(request.RootRequiredTraits)
            .Concat(group.MemberOf.Count > 0 ? ["member of an aggregate"] : []);
        return string.Join(", ", conditions);
    }

    private static string Text(RequestGroup group) => string.Join(", ", group.Resources.Select(Text));

    private static string Text(ResourceAmount wanted) => string.Create(CultureInfo.InvariantCulture, $"{wanted.Amount} {wanted.ResourceClass}");

    private static string Classes(IEnumerable<RequestGroup> groups) => string.Join(
        " + ", groups.SelectMany(group => group.Resources.Select(wanted => wanted.ResourceClass)).Distinct(StringComparer.Ordinal));
}
