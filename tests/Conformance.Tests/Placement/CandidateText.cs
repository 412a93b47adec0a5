using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Model.Placement;

namespace Conformance.Tests.Placement;

/// <summary>The canonical form of candidates in the placement vectors: sorted keys, no white space, sorted texts, digest.</summary>
internal static class CandidateText
{
    /// <summary>The canonical texts of candidates, in the order given.</summary>
    public static IReadOnlyList<string> Of(AllocationCandidates candidates) => [.. candidates.ToList().Select(Of)];

    /// <summary>The canonical text of one candidate.</summary>
    public static string Of(AllocationCandidate candidate)
    {
        StringBuilder text = new("{\"allocations\":{");
        text.AppendJoin(',', candidate.Allocations.GroupBy(a => a.ProviderUuid).OrderBy(g => g.Key, StringComparer.Ordinal).Select(
            provider => $"\"{provider.Key}\":{{{string.Join(',', Amounts(provider))}}}"));
        text.Append("},\"mappings\":{");
        text.AppendJoin(',', candidate.Mappings.OrderBy(m => m.Suffix, StringComparer.Ordinal).Select(mapping =>
            $"\"{mapping.Suffix}\":[{string.Join(',', mapping.ProviderUuids.Order(StringComparer.Ordinal).Select(u => $"\"{u}\""))}]"));
        return text.Append("}}").ToString();
    }

    /// <summary>The canonical text of a candidate as the REST service spells it.</summary>
    public static string OfRest(JsonNode request)
    {
        List<ProviderAllocation> allocations = [];
        foreach (KeyValuePair<string, JsonNode?> provider in request["allocations"]!.AsObject())
        {
            foreach (KeyValuePair<string, JsonNode?> amount in provider.Value!["resources"]!.AsObject())
            {
                allocations.Add(new ProviderAllocation(provider.Key, amount.Key, amount.Value!.GetValue<long>()));
            }
        }

        List<GroupMapping> mappings = [];
        foreach (KeyValuePair<string, JsonNode?> mapping in request["mappings"]!.AsObject())
        {
            mappings.Add(new GroupMapping(mapping.Key, [.. mapping.Value!.AsArray().Select(uuid => uuid!.GetValue<string>())]));
        }

        return Of(new AllocationCandidate { RootUuid = string.Empty, Allocations = allocations, Mappings = mappings });
    }

    /// <summary>The canonical text of a candidate as a vector spells it.</summary>
    public static string OfVector(JsonElement request) => request.GetRawText();

    /// <summary>The digest of a set of canonical texts.</summary>
    public static string Digest(IEnumerable<string> texts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts.Order(StringComparer.Ordinal)))));

    private static IEnumerable<string> Amounts(IEnumerable<ProviderAllocation> allocations) => allocations
        .OrderBy(a => a.ResourceClass, StringComparer.Ordinal)
        .Select(a => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{a.ResourceClass}\":{a.Amount}"));
}
