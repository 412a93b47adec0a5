namespace Model.Placement;

/// <summary>
/// How many of the roots (with Nova: hosts) that could serve a request appear in the answer. Wide trees make the difference: with 8
/// devices and 4 groups one host alone has 1,680 candidates and fills an answer of 1,000.
/// </summary>
/// <param name="RootsThatCould">Roots with at least one candidate.</param>
/// <param name="RootsSeen">Roots with a candidate in the answer.</param>
/// <param name="Candidates">Candidates in the answer.</param>
public sealed record CandidateCoverage(int RootsThatCould, int RootsSeen, int Candidates)
{
    /// <summary>Whether some root that could serve the request is not in the answer.</summary>
    public bool HidesRoots => RootsSeen < RootsThatCould;

    /// <summary>The same in plain words.</summary>
    public string Sentence => HidesRoots
        ? $"{RootsThatCould} hosts could serve the request, but its {Candidates} candidates are all from {RootsSeen} of them; "
            + $"the other {RootsThatCould - RootsSeen} are never seen"
        : $"all {RootsThatCould} hosts that could serve the request are among its {Candidates} candidates";

    /// <summary>Compares an answer with the roots that could have been in it.</summary>
    public static CandidateCoverage Of(PlacementStore store, CandidateRequest request, AllocationCandidates answer)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(answer);
        HashSet<string> seen = [];
        for (int index = 0; index < answer.Count; index++)
        {
            seen.Add(answer.RootUuidOf(index));
        }

        return new CandidateCoverage(store.Search.RootsWithCandidates(request).Count, seen.Count, answer.Count);
    }
}
