namespace Model.Placement;

/// <summary>
/// A part of a request for which exactly one provider is picked: a suffixed group, or one resource class of the plain group. The
/// parts of a request are ordered by group, and within the plain group by resource class in order of definition.
/// </summary>
internal sealed record CandidatePart(string Suffix, PartResource[] Resources)
{
    public bool IsPlain => Suffix.Length == 0;

    /// <summary>Splits a request into parts; all resource classes must exist.</summary>
    public static CandidatePart[] Split(PlacementStore store, CandidateRequest request)
    {
        List<CandidatePart> parts = [];
        foreach (RequestGroup group in request.Groups)
        {
            PartResource[] resources =
            [
                .. group.Resources
                    .Select(r => new PartResource(store.ClassTable.Find(r.ResourceClass), r.ResourceClass, r.Amount))
                    .OrderBy(r => r.ResourceClass),
            ];
            if (group.UsesOneProvider)
            {
                parts.Add(new CandidatePart(group.Suffix, resources));
            }
            else
            {
                parts.AddRange(resources.Select(r => new CandidatePart(string.Empty, [r])));
            }
        }

        return [.. parts];
    }
}
