using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Configuration;
using Model.Placement;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded decisions of the whole scheduler, with Placement's candidates and claims given.</summary>
public sealed class SelectDestinationsCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/select_destinations";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        NovaOptions options = SchedulerConfiguration.Read(
            input.Get("options"),
            KeyValuePair.Create("filter_scheduler.enabled_filters", input.Get("filters")),
            KeyValuePair.Create("filter_scheduler.weight_classes", input.Get("weighers")));
        RequestSpec request = SchedulerRequests.Read(input.Member("request"));
        IReadOnlyList<string> instances = VectorValues.Strings(input.Get("instances"));
        bool isUnnamed = input.TryGet("no_instance_list", out JsonElement unnamed) && unnamed.GetBoolean();
        bool alternates = input.Get("return_alternates").GetBoolean();
        RecordedPlacement placement = new(input, instances);
        VectorValues.CompareOutcome(
            expected, Answer(new FilterScheduler(options), request, isUnnamed ? null : instances, alternates, placement));
    }

    private static JsonObject Answer(
        FilterScheduler scheduler, RequestSpec request, IReadOnlyList<string>? instances, bool alternates, RecordedPlacement placement)
    {
        JsonObject answer = [];
        try
        {
            if (scheduler.Options.FilterScheduler.PciInPlacement)
            {
                ResourceQueryBuilder.AddPciGroups(request);
            }

            IReadOnlyList<IReadOnlyList<Selection>> selections = scheduler.SelectDestinations(
                request, instances, new SchedulingEnvironment(placement, []), placement, alternates, new DecisionTrace());
            answer["selections"] = new JsonArray([.. selections.Select(row => new JsonArray([.. row.Select(placement.Show)]))]);
            answer["result"] = "ok";
        }
        catch (NovaException refusal)
        {
            answer = VectorValues.Error(refusal, [], "", null);
        }

        answer["queries"] = placement.Queries;
        answer["claims"] = placement.Claims;
        answer["given_back"] = placement.GivenBack;
        return answer;
    }

    private sealed class RecordedPlacement : ICandidateSource, IComputeNodeDirectory
    {
        private readonly IReadOnlyList<string> _instances;
        private readonly IReadOnlyList<HostState> _hosts;
        private readonly List<AllocationCandidate> _candidates;
        private readonly List<AllocationCandidate> _fallback;
        private readonly Dictionary<string, int> _failingClaims = new(StringComparer.Ordinal);
        private readonly IReadOnlyList<string> _conflictingClaims;
        private readonly bool _isDown;

        public RecordedPlacement(CaseReader input, IReadOnlyList<string> instances)
        {
            _instances = instances;
            _hosts = [.. input.Members("hosts").Select(host => SchedulerHosts.Read(host))];
            _candidates = Candidates(input, "candidates");
            _fallback = Candidates(input, "fallback_candidates");
            _conflictingClaims = input.TryGet("conflicting_claims", out JsonElement conflicts) ? VectorValues.Strings(conflicts) : [];
            _isDown = input.TryGet("placement_down", out JsonElement down) && down.GetBoolean();
            if (input.TryGet("failing_claims", out JsonElement failing))
            {
                foreach (JsonProperty host in failing.EnumerateObject())
                {
                    _failingClaims[host.Name] = host.Value.GetInt32();
                }
            }
        }

        public JsonArray Queries { get; } = [];

        public JsonArray Claims { get; } = [];

        public JsonArray GivenBack { get; } = [];

        public CandidateAnswer? FindCandidates(ResourceQuery query)
        {
            Queries.Add(ResourceRequestCategory.Show(query));
            IReadOnlyList<AllocationCandidate> found = Queries.Count == 1 ? _candidates : _fallback;
            return _isDown
                ? null
                : new CandidateAnswer(
                    found, [.. found.SelectMany(candidate => candidate.Allocations).Select(part => part.ProviderUuid).Distinct()]);
        }

        public IReadOnlyList<HostState> FindHosts(IReadOnlyList<string>? providers) =>
            providers is null ? _hosts : [.. _hosts.Where(host => providers.Contains(host.Uuid))];

        public ClaimOutcome Claim(ClaimAttempt attempt)
        {
            string host = attempt.Host.Host;
            if (_conflictingClaims.Contains(host))
            {
                return ClaimOutcome.ConsumerConflict;
            }

            int failures = _failingClaims.GetValueOrDefault(host);
            _failingClaims[host] = failures > 0 ? failures - 1 : failures;
            Claims.Add(new JsonArray(IndexOf(attempt.Instance), IndexOf(attempt.Candidate), failures == 0));
            return failures == 0 ? ClaimOutcome.Claimed : ClaimOutcome.Refused;
        }

        public void GiveBack(string instance) => GivenBack.Add(IndexOf(instance));

        public IReadOnlyList<ComputeNodeName> Find(string? host, string? node, string? cell) =>
        [
            .. _hosts.Where(known => (host ?? known.Host) == known.Host && (node ?? known.Node) == known.Node
                    && (cell ?? known.Cell) == known.Cell)
                .Select(known => new ComputeNodeName(known.Host, known.Node, known.Uuid)),
        ];

        public JsonArray Show(Selection selection) => new(
            selection.Host, selection.Node, selection.Candidate is null ? null : JsonValue.Create(IndexOf(selection.Candidate)));

        private static List<AllocationCandidate> Candidates(CaseReader input, string name) => input.TryGet(name, out JsonElement list)
            ? [.. list.EnumerateArray().Select(Candidate)]
            : [];

        private static AllocationCandidate Candidate(JsonElement candidate) => new()
        {
            RootUuid = candidate.GetProperty("mappings").GetProperty("")[0].GetString()!,
            Allocations =
            [
                .. candidate.GetProperty("allocations").EnumerateObject().SelectMany(provider => provider.Value
                    .GetProperty("resources").EnumerateObject()
                    .Select(amount => new ProviderAllocation(provider.Name, amount.Name, amount.Value.GetInt64()))),
            ],
            Mappings =
            [
                .. candidate.GetProperty("mappings").EnumerateObject()
                    .Select(group => new GroupMapping(group.Name, VectorValues.Strings(group.Value))),
            ],
        };

        /// <summary>Candidates of the second query are numbered on from those of the first.</summary>
        private int IndexOf(AllocationCandidate candidate)
        {
            int index = _candidates.FindIndex(known => ReferenceEquals(known, candidate));
            return index >= 0 ? index : _candidates.Count + _fallback.FindIndex(known => ReferenceEquals(known, candidate));
        }

        private int IndexOf(string instance) => _instances.ToList().IndexOf(instance);
    }
}
