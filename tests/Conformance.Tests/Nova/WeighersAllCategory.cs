using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Configuration;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded raw and normalised weights, multipliers and the order they give.</summary>
public sealed class WeighersAllCategory : SingleCaseCategory
{
    private const double Tolerance = 1e-9;

    /// <inheritdoc/>
    public override string Name => "nova/weighers_all";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        NovaOptions options = SchedulerConfiguration.Read(
            input.Get("options"), KeyValuePair.Create("filter_scheduler.weight_classes", input.Get("weighers")));
        IReadOnlyList<IHostWeigher> weighers = WeigherRegistry.Create(options);
        IReadOnlyList<string> missing = input.TryGet("cells_missing", out JsonElement cells)
            ? [.. cells.EnumerateArray().Select(cell => cell.GetRawText())]
            : [];
        IReadOnlyList<HostState> hosts = [.. input.Members("hosts").Select(host => SchedulerHosts.Read(host, missing))];
        RequestSpec request = SchedulerRequests.Read(input.Member("request"));
        JsonNode wanted = JsonNode.Parse(expected.GetRawText())!;
        wanted.AsObject().Remove("message");
        Compare.Equal(JsonSerializer.SerializeToElement(wanted), Answer(weighers, hosts, request), Tolerance);
    }

    private static JsonObject Answer(IReadOnlyList<IHostWeigher> weighers, IReadOnlyList<HostState> hosts, RequestSpec request)
    {
        Recorder recorder = new();
        try
        {
            WeighedHost[] ranked = Weighing.Rank(weighers, hosts, request, recorder);
            return new JsonObject
            {
                ["result"] = "ok",
                ["weighers"] = recorder.Weighers,
                ["order"] = new JsonArray([.. ranked.Select(host => new JsonArray(host.Host.Host, host.Weight))]),
            };
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, [], "weigher", weighers[recorder.Weighers.Count].Name);
        }
    }

    private sealed class Recorder : IWeighingTrace
    {
        public JsonArray Weighers { get; } = [];

        public void Weighed(IHostWeigher weigher, HostState host, double raw, double normalized, double multiplier)
        {
            JsonObject? last = Weighers.Count == 0 ? null : Weighers[^1]!.AsObject();
            if (last is null || last["weigher"]!.GetValue<string>() != weigher.Name)
            {
                last = new JsonObject
                {
                    ["weigher"] = weigher.Name,
                    ["raw"] = new JsonArray(),
                    ["normalized"] = new JsonArray(),
                    ["multipliers"] = new JsonArray(),
                };
                Weighers.Add(last);
            }

            last["raw"]!.AsArray().Add(raw);
            last["normalized"]!.AsArray().Add(normalized);
            last["multipliers"]!.AsArray().Add(multiplier);
        }
    }
}
