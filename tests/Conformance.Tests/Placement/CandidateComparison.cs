using Conformance.Tests.Harness;
using Model.Placement;

namespace Conformance.Tests.Placement;

/// <summary>Asserts that the fast search answers as the literal one: same result, same candidates, same order.</summary>
internal static class CandidateComparison
{
    public static void AssertEqual(PlacementStore store, CandidateRequest request, CandidateOptions options)
    {
        AllocationCandidates literal = ReferenceCandidateSearch.Find(store, request, options);
        AllocationCandidates fast = store.FindCandidates(request, options);
        if (literal.Result.Status != fast.Result.Status || literal.Count != fast.Count)
        {
            throw new ConformanceException(
                $"the literal search says {literal.Result.Status} with {literal.Count}, "
                + $"the fast one {fast.Result.Status} with {fast.Count}");
        }

        for (int index = 0; index < literal.Count; index++)
        {
            string left = literal.RootUuidOf(index) + CandidateText.Of(literal[index]);
            string right = fast.RootUuidOf(index) + CandidateText.Of(fast[index]);
            if (left != right)
            {
                throw new ConformanceException($"candidate {index}: the literal search says {left}, the fast one {right}");
            }
        }
    }
}
