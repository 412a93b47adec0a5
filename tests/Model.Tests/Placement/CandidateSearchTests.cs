using System.Globalization;
using CsCheck;
using Model.Placement;
using Testing;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>
/// Goal: the fast search answers as the literal one, whatever the cloud, the request and the options. Method: random forests that keep
/// changing between questions (so that the index must follow), all answers compared in content and order.
/// </summary>
public sealed class CandidateSearchTests
{
    [Fact]
    public void The_fast_search_equals_the_literal_one_on_random_forests() => Gen.ULong.Holds(
        seed =>
        {
            Draws draws = new(seed);
            RandomForest forest = new(draws);
            for (int round = 0; round < 12; round++)
            {
                CandidateRequest request = RandomRequest.Draw(draws, forest.Uuids);
                CandidateOptions options = RandomRequest.DrawOptions(draws);
                AllocationCandidates literal = ReferenceCandidateSearch.Find(forest.Store, request, options);
                AllocationCandidates fast = forest.Store.FindCandidates(request, options);
                Assert.Equal(literal.Result.Status, fast.Result.Status);
                Assert.Equal(Texts(literal), Texts(fast));
                forest.Change();
            }
        },
        iter: 1000);

    [Fact]
    public void Counting_and_picking_agree_with_listing() => Gen.ULong.Holds(
        seed =>
        {
            Draws draws = new(seed);
            RandomForest forest = new(draws);
            CandidateRequest request = RandomRequest.Draw(draws, forest.Uuids) with { Limit = null };
            PlacementStore store = forest.Store;
            List<ResourceProvider> roots = [.. store.Providers.Where(provider => provider.ParentUuid is null)];
            foreach (ResourceProvider root in roots)
            {
                // Asking with this root alone allowed is not possible, so the literal list is filtered; that holds only as long as no
                // candidate can belong to two roots.
                AllocationCandidates literal = ReferenceCandidateSearch.Find(store, request);
                if (store.Providers.Any(provider => store.GetTraits(provider.Uuid).Contains("MISC_SHARES_VIA_AGGREGATE")))
                {
                    return;
                }

                List<string> wanted = [.. Texts(literal).Where(text => text.StartsWith(root.Uuid, StringComparison.Ordinal))];
                Assert.Equal(wanted.Count, store.Search.Count(request, root.Uuid));
                Assert.Equal(wanted.Count > 0, store.Search.HasCandidate(request, root.Uuid));
                Assert.Equal(wanted.Count > 0, store.Search.RootsWithCandidates(request).Contains(root.Uuid));
                for (int place = 0; place < wanted.Count; place += 3)
                {
                    Assert.Equal(wanted[place], Text(store.Search.At(request, root.Uuid, place)!));
                }

                Assert.Null(store.Search.At(request, root.Uuid, wanted.Count));
            }
        },
        iter: 1000);

    [Fact]
    public void A_shuffle_keeps_a_choice_of_the_same_candidates_and_repeats_with_its_seed() => Gen.ULong.Holds(
        seed =>
        {
            Draws draws = new(seed);
            RandomForest forest = new(draws);
            CandidateRequest request = RandomRequest.Draw(draws, forest.Uuids);
            CandidateOptions Shuffled() => new() { Draw = new Draws(seed).Below };
            List<string> all = Texts(ReferenceCandidateSearch.Find(forest.Store, request with { Limit = null }));
            List<string> once = Texts(forest.Store.FindCandidates(request, Shuffled()));
            List<string> again = Texts(forest.Store.FindCandidates(request, Shuffled()));
            List<string> literal = Texts(ReferenceCandidateSearch.Find(forest.Store, request, Shuffled()));
            Assert.Equal(once, again);
            Assert.Equal(literal, once);
            Assert.Equal(Math.Min(all.Count, request.Limit ?? int.MaxValue), once.Count);
            Assert.Empty(once.Except(all));
        },
        iter: 500);

    private static List<string> Texts(AllocationCandidates candidates) => [.. candidates.ToList().Select(Text)];

    private static string Text(AllocationCandidate candidate) => string.Create(
        CultureInfo.InvariantCulture,
        $"{candidate.RootUuid} {string.Join(',', candidate.Allocations)} {string.Join(',', candidate.Mappings.Select(Text))}");

    private static string Text(GroupMapping mapping) => $"{mapping.Suffix}={string.Join('+', mapping.ProviderUuids)}";
}
