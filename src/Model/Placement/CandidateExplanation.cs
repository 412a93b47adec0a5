namespace Model.Placement;

/// <summary>Why a request for candidates finds what it finds: the steps with what is left after each.</summary>
/// <param name="Steps">The steps in order, up to the first that leaves nothing.</param>
/// <param name="EmptiedBy">The step that left nothing; null if candidates exist.</param>
public sealed record CandidateExplanation(IReadOnlyList<CandidateStep> Steps, CandidateStep? EmptiedBy)
{
    /// <summary>The outcome in one sentence.</summary>
    public string Sentence => EmptiedBy is null
        ? $"{Steps[^1].Trees} tree(s) can serve the request"
        : $"no candidate: nothing is left after {Where}{EmptiedBy.Condition}";

    private string Where => EmptiedBy?.Group switch
    {
        null => string.Empty,
        "" => "the plain group's ",
        { } suffix => $"group {suffix}'s ",
    };
}
