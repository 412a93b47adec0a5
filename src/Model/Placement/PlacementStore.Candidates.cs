namespace Model.Placement;

/// <content>Allocation candidates.</content>
public sealed partial class PlacementStore
{
    private CandidateSearch? _search;

    /// <summary>
    /// Answers a question for allocation candidates. Order: by name of the root, then group by group by name of the provider that
    /// serves it (ordinal); with <see cref="CandidateStrategy.BreadthFirst"/> one of each root in turn. Names that do not exist make the
    /// result 400.
    /// </summary>
    public AllocationCandidates FindCandidates(CandidateRequest request, CandidateOptions? options = null) =>
        Search.Find(request, options);

    /// <summary>The search behind <see cref="FindCandidates"/>, which can also answer about single roots and count.</summary>
    public CandidateSearch Search => _search ??= new CandidateSearch(this);
}
