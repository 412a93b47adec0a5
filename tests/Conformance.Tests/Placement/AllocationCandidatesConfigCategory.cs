using System.Text.Json;
using Conformance.Tests.Harness;
using Model.Placement;
using Model.Placement.Api;

namespace Conformance.Tests.Placement;

/// <summary>Questions for allocation candidates under six sets of options of the service.</summary>
public sealed class AllocationCandidatesConfigCategory : IVectorCategory
{
    /// <inheritdoc/>
    public string Name => "placement/allocation_candidates_config";

    /// <inheritdoc/>
    public int Run(JsonElement line)
    {
        CaseReader reader = new(line, "$");
        reader.Get("id");
        PlacementStore store = PlacementWorld.Build(reader.Member("setup"));
        IReadOnlyList<CaseReader> cases = reader.Members("cases");
        foreach (CaseReader item in cases)
        {
            string id = item.Get("id").GetString()!;
            int bound = item.Get("N").GetInt32();
            string query = item.Get("query").GetString()!;
            if (!PlacementApi.TryReadCandidateQuery(query, out CandidateRequest? request).IsSuccess)
            {
                throw new ConformanceException($"{id}: the query was refused");
            }

            string[] extra = item.TryGet("wide_extra", out JsonElement requests)
                ? [.. requests.EnumerateArray().Select(CandidateText.OfVector)]
                : [];
            string digest = item.Get("sha256").GetString()!;
            foreach (JsonProperty set in item.Get("expected").EnumerateObject())
            {
                CandidateOptions options = OptionsNamed(set.Name, bound);
                RunOptions($"{id} {set.Name}", store, request!, options, new CaseReader(set.Value, set.Name), extra, digest);
            }
        }

        reader.AssertAllRead();
        return cases.Count;
    }

    private static CandidateOptions OptionsNamed(string name, int bound) => name switch
    {
        "default" => CandidateOptions.Default,
        "breadth" => new CandidateOptions { Strategy = CandidateStrategy.BreadthFirst },
        "wide" => new CandidateOptions { OptimizeForWideTrees = true },
        "depth-N" => new CandidateOptions { MaxCandidates = bound },
        "breadth-N" => new CandidateOptions { MaxCandidates = bound, Strategy = CandidateStrategy.BreadthFirst },
        "breadth-N-wide" => new CandidateOptions
        {
            MaxCandidates = bound,
            Strategy = CandidateStrategy.BreadthFirst,
            OptimizeForWideTrees = true,
        },
        _ => throw new ConformanceException($"option set '{name}' is not understood"),
    };

    private static void RunOptions(
        string id,
        PlacementStore store,
        CandidateRequest request,
        CandidateOptions options,
        CaseReader expected,
        string[] extra,
        string digest)
    {
        CandidateComparison.AssertEqual(store, request, options);
        AllocationCandidates found = store.FindCandidates(request, options);
        List<string> texts = [.. CandidateText.Of(found)];
        List<string> full = [.. CandidateText.Of(store.FindCandidates(request))];
        Check(CandidateText.Digest(full) == digest, $"{id}: the full set differs");
        Check(found.Count == expected.Get("count").GetInt32(), $"{id}: expected {expected.Get("count")} candidates, got {found.Count}");
        string[] allowed = options.OptimizeForWideTrees ? [.. full, .. extra] : [.. full];
        Check(!texts.Except(allowed).Any(), $"{id}: a candidate is not in the full set");
        SortedDictionary<string, int> perRoot = new(StringComparer.Ordinal);
        for (int index = 0; index < found.Count; index++)
        {
            string root = found.RootUuidOf(index);
            perRoot[root] = perRoot.GetValueOrDefault(root) + 1;
        }

        if (expected.TryGet("per_root", out JsonElement counts))
        {
            Check(texts.Order(StringComparer.Ordinal).SequenceEqual(allowed.Order(StringComparer.Ordinal)), $"{id}: the set differs");
            SortedDictionary<string, int> wanted = new(StringComparer.Ordinal);
            foreach (JsonProperty member in counts.EnumerateObject())
            {
                wanted.Add(member.Name, member.Value.GetInt32());
            }

            Check(wanted.SequenceEqual(perRoot), $"{id}: candidates per root differ");
        }
        else
        {
            // Runs of the service cut at other places; those seen are examples. What all have in common is how many remain.
            foreach (JsonElement sizes in expected.Get("seen_sizes").EnumerateArray())
            {
                Check(sizes.EnumerateArray().Sum(size => size.GetInt32()) == found.Count, $"{id}: sizes do not add up");
            }
        }

        expected.AssertAllRead();
    }

    private static void Check(bool holds, string failure)
    {
        if (!holds)
        {
            throw new ConformanceException(failure);
        }
    }
}
