using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;

namespace Simulator.Flows.Decisions;

/// <summary>Writes a decision as one line of <c>decisions.jsonl</c>. Members that have nothing to tell are left out.</summary>
internal sealed class DecisionLine
{
    /// <summary>Most hosts that are named for one reason of one filter; the count stands beside them.</summary>
    public const int HostsNamedMax = 10;

    /// <summary>How many of the best hosts come with their weights.</summary>
    public const int HostsWeighedMax = 5;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Decision _decision;
    private readonly Cloud _cloud;
    private readonly Utf8JsonWriter _json;

    private DecisionLine(Decision decision, Cloud cloud, Utf8JsonWriter json)
    {
        _decision = decision;
        _cloud = cloud;
        _json = json;
    }

    /// <summary>The line, without its end.</summary>
    public static string Of(Decision decision, Cloud cloud)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            new DecisionLine(decision, cloud, json).Write();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write()
    {
        _json.WriteStartObject();
        _json.WriteNumber("time_s", _decision.At.TotalSeconds);
        _json.WriteString("server", _decision.Server.Record.Name);
        _json.WriteString("workload", _decision.Server.Record.Workload);
        _json.WriteString("flavor", _decision.Server.Record.Flavor);
        if (_decision.Trace is { } trace)
        {
            WriteQueries(trace);
        }

        if (_decision.Guest is { } guest)
        {
            WriteFilters(guest);
            WriteWeights(guest);
            WriteClaims(guest);
        }

        WriteDevices();
        WriteChoice();
        WriteOutcome();
        _json.WriteEndObject();
    }

    private void WriteQueries(DecisionTrace trace)
    {
        _json.WriteStartArray("queries");
        for (int index = 0; index < trace.Queries.Count; index++)
        {
            ResourceQuery query = trace.Queries[index];
            _json.WriteStartObject();
            WriteList("root_required", query.RootRequired);
            WriteList("root_forbidden", query.RootForbidden);
            WriteText("group_policy", query.GroupPolicy);
            _json.WriteStartArray("groups");
            foreach (RequestedGroup group in query.Groups)
            {
                WriteGroup(group);
            }

            _json.WriteEndArray();
            WriteLists("same_subtree", query.SameSubtree);
            if (index < trace.Answers.Count)
            {
                _json.WriteNumber("candidates", trace.Answers[index].Candidates);
                _json.WriteNumber("hosts", trace.Answers[index].Hosts);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        if (_decision.Emptied is { } emptied)
        {
            WriteSteps(emptied);
        }
    }

    private void WriteDevices()
    {
        if (_decision.Server.PciRequests.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("pci_requests");
        foreach (PciRequest wish in _decision.Server.PciRequests)
        {
            _json.WriteStartObject();
            WriteText("alias", wish.AliasName);
            WriteText("port", wish.RequesterId);
            _json.WriteNumber("count", wish.Count);
            _json.WriteString("numa_policy", (wish.NumaPolicy ?? PciNumaPolicy.Legacy).ToName());
            _json.WriteString("spec", PoolWords.Of(wish));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteGroup(RequestedGroup group)
    {
        _json.WriteStartObject();
        _json.WriteString("suffix", group.RequesterId ?? "");
        _json.WriteStartObject("resources");
        foreach ((string name, long amount) in group.Resources)
        {
            _json.WriteNumber(name, amount);
        }

        _json.WriteEndObject();
        WriteList("required", group.RequiredTraits);
        WriteList("forbidden", group.ForbiddenTraits);
        WriteLists("member_of", group.Aggregates);
        WriteList("not_member_of", group.ForbiddenAggregates);
        WriteText("in_tree", group.InTree);
        _json.WriteEndObject();
    }

    private void WriteSteps(CandidateExplanation explanation)
    {
        _json.WriteStartArray("steps");
        foreach (CandidateStep step in explanation.Steps)
        {
            _json.WriteStartObject();
            WriteText("group", step.Group);
            _json.WriteString("condition", step.Condition);
            if (step.Providers is { } providers)
            {
                _json.WriteNumber("providers", providers);
            }

            _json.WriteNumber("trees", step.Trees);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteFilters(GuestDecision guest)
    {
        _json.WriteStartArray("filters");
        foreach (FilterCount filter in guest.Filters)
        {
            _json.WriteStartObject();
            _json.WriteString("filter", filter.Filter);
            _json.WriteNumber("before", filter.Before);
            _json.WriteNumber("after", filter.After);
            WriteReasons(guest, filter.Before == filter.After ? null : filter.Filter);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        if (guest.Refusals.Exists(refusal => refusal.Filter is null))
        {
            _json.WriteStartObject("not_named");
            WriteReasons(guest, "");
            _json.WriteEndObject();
        }
    }

    private void WriteReasons(GuestDecision guest, string? filter)
    {
        if (filter is null)
        {
            return;
        }

        _json.WriteStartArray("reasons");
        foreach (RefusalGroup reason in RefusalGroup.Of(guest, filter))
        {
            _json.WriteStartObject();
            _json.WriteString("reason", reason.Reason);
            _json.WriteNumber("count", reason.Hosts.Count);
            WriteList("hosts", reason.Hosts.Take(HostsNamedMax).Select(host => host.Host));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteWeights(GuestDecision guest)
    {
        if (guest.Ranking.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("weights");
        foreach (RankedHost ranked in guest.Ranking.Take(HostsWeighedMax))
        {
            _json.WriteStartObject();
            _json.WriteString("host", ranked.Host);
            _json.WriteNumber("weight", ranked.Weight);
            _json.WriteStartArray("weighers");

            // A weigher that added nothing is left out: most of Nova's do not care about most requests.
            foreach (HostWeight weight in guest.Weights.Where(weight =>
                weight.Host == ranked.Host && weight.Node == ranked.Node && weight.Normalized * weight.Multiplier != 0))
            {
                _json.WriteStartObject();
                _json.WriteString("weigher", weight.Weigher);
                _json.WriteNumber("raw", weight.Raw);
                _json.WriteNumber("normalized", weight.Normalized);
                _json.WriteNumber("multiplier", weight.Multiplier);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteClaims(GuestDecision guest)
    {
        if (guest.Claims.Count == 0)
        {
            return;
        }

        _json.WriteStartArray("claims");
        foreach (ClaimRecord claim in guest.Claims)
        {
            _json.WriteStartObject();
            _json.WriteString("host", claim.Host);
            _json.WriteString("outcome", claim.Outcome switch
            {
                ClaimOutcome.Claimed => "claimed",
                ClaimOutcome.Refused => "refused",
                _ => "conflict",
            });
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteChoice()
    {
        if (_decision.Selected is not { } selected)
        {
            return;
        }

        _json.WriteString("selected", selected.Host.Name);
        WriteList("alternates", _decision.Alternates.Select(alternate => alternate.Host.Name));
        _json.WriteStartArray("compute_claims");
        foreach ((HostSelection selection, Model.NovaException? refusal) in _decision.ComputeClaims)
        {
            _json.WriteStartObject();
            _json.WriteString("host", selection.Host.Name);
            _json.WriteStartObject("mapping");
            foreach (GroupMapping mapping in selection.Candidate!.Mappings)
            {
                WriteList(mapping.Suffix, mapping.ProviderUuids.Select(NameOf));
            }

            _json.WriteEndObject();
            WriteText("refusal", refusal is null ? null : $"{refusal.Name}: {refusal.Message}");
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteOutcome()
    {
        if (_decision.Refusal is not { } refusal)
        {
            _json.WriteString("outcome", "accepted");
            _json.WriteString("host", _decision.Server.Record.Host);
            WriteList("devices", _decision.Server.Record.Devices);
            return;
        }

        _json.WriteString("outcome", "refused");
        _json.WriteStartObject("refusal");
        _json.WriteString("stage", refusal.Stage);
        _json.WriteString("exception", refusal.Exception);
        _json.WriteString("reason", refusal.Reason);
        _json.WriteString("detail", refusal.Detail);
        _json.WriteEndObject();
    }

    private string NameOf(string provider) => _cloud.Placement.FindProvider(provider)?.Name ?? provider;

    private void WriteText(string name, string? value)
    {
        if (value is not null)
        {
            _json.WriteString(name, value);
        }
    }

    private void WriteList(string name, IEnumerable<string> values)
    {
        bool isOpen = false;
        foreach (string value in values)
        {
            if (!isOpen)
            {
                _json.WriteStartArray(name);
                isOpen = true;
            }

            _json.WriteStringValue(value);
        }

        if (isOpen)
        {
            _json.WriteEndArray();
        }
    }

    private void WriteLists(string name, IReadOnlyList<IReadOnlyList<string>> lists)
    {
        if (lists.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (IReadOnlyList<string> list in lists)
        {
            _json.WriteStartArray();
            foreach (string value in list)
            {
                _json.WriteStringValue(value);
            }

            _json.WriteEndArray();
        }

        _json.WriteEndArray();
    }
}
