using CsCheck;
using Model.Placement;
using Testing;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>An explanation names the step that leaves nothing, and agrees with the search about whether anything is left.</summary>
public sealed class CandidateExplainerTests
{
    [Fact]
    public void The_explanation_agrees_with_the_search() => Gen.ULong.Holds(
        seed =>
        {
            Draws draws = new(seed);
            RandomForest forest = new(draws);
            CandidateRequest request = RandomRequest.Draw(draws, forest.Uuids);
            AllocationCandidates found = ReferenceCandidateSearch.Find(forest.Store, request);
            if (found.Result.IsSuccess)
            {
                CandidateExplanation explanation = CandidateExplainer.Explain(forest.Store, request);
                Assert.Equal(found.Count == 0, explanation.EmptiedBy is not null);
            }
        },
        iter: 500);

    [Fact]
    public void It_names_the_trait_the_resource_or_the_rule()
    {
        PlacementStore store = WideTreeTests.Hosts(count: 3, devices: 2);
        Assert.Equal("3 tree(s) can serve the request", Explain(store, WideTreeTests.Request(2)).Sentence);
        Assert.Equal(
            "no candidate: nothing is left after a provider of its own for every group (group_policy isolate)",
            Explain(store, WideTreeTests.Request(3, amount: 1)).Sentence);
        Assert.Equal(
            "no candidate: nothing is left after group _0's 9 CUSTOM_GPU at a time (min_unit, max_unit, step_size)",
            Explain(store, WideTreeTests.Request(1, amount: 9)).Sentence);
        CandidateRequest red = WideTreeTests.Request(1);
        red = red with { Groups = [red.Groups[0], red.Groups[1] with { RequiredTraits = [["HW_NUMA_ROOT"]] }] };
        CandidateExplanation explanation = Explain(store, red);
        Assert.Equal("no candidate: nothing is left after group _0's trait HW_NUMA_ROOT", explanation.Sentence);
        Assert.Equal(6, explanation.Steps[^2].Providers);
    }

    private static CandidateExplanation Explain(PlacementStore store, CandidateRequest request) =>
        CandidateExplainer.Explain(store, request);
}
