namespace Model.Placement;

/// <content>Allocation candidates.</content>
public sealed partial class PlacementStore
{
    /// <summary>
    /// Answers a question for allocation candidates. Order: by name of the root, then group by group by name of the provider that
    /// serves it (ordinal); with <see cref="CandidateStrategy.BreadthFirst"/> one of each root in turn. Names that do not exist make the
    /// result 400.
    /// </summary>
    public AllocationCandidates FindCandidates(CandidateRequest request, CandidateOptions? options = null) =>
        ReferenceCandidateSearch.Find(this, request, options);
}
