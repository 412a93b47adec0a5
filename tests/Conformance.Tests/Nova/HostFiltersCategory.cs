using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Configuration;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded verdicts of single filters on hosts.</summary>
public sealed class HostFiltersCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/host_filters";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        JsonElement enabled = input.Get("filter");
        NovaOptions options = SchedulerConfiguration.Read(
            input.Get("options"), KeyValuePair.Create("filter_scheduler.enabled_filters", enabled));
        IHostFilter filter = FilterRegistry.Create(options)[0];
        IReadOnlyList<HostState> hosts = [.. input.Members("hosts").Select(host => SchedulerHosts.Read(host))];
        RequestSpec request = SchedulerRequests.Read(input.Member("request"));
        VectorValues.CompareOutcome(WithoutInternalClasses(expected), Answer(filter, hosts, request, expected));
    }

    private static JsonObject Answer(IHostFilter filter, IReadOnlyList<HostState> hosts, RequestSpec request, JsonElement expected)
    {
        JsonObject answer = [];
        try
        {
            _ = request.ImageProperties;
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, answer, "phase", "request");
        }

        JsonArray passes = [];
        for (int index = 0; index < hosts.Count; index++)
        {
            passes.Add(Verdict(filter, hosts[index], request));
        }

        answer["passes"] = passes;
        answer["result"] = "ok";
        return answer;
    }

    private static JsonNode Verdict(IHostFilter filter, HostState host, RequestSpec request)
    {
        if (request.IsRebuild && !filter.RunOnRebuild)
        {
            return JsonValue.Create(true);
        }

        try
        {
            FilterVerdict verdict = filter.Check(host, request);
            return verdict.Passes || verdict.Reason.Length > 0
                ? JsonValue.Create(verdict.Passes)
                : throw new ConformanceException($"{filter.Name} gives no reason");
        }
        catch (NovaException)
        {
            return new JsonObject { ["internal"] = true };
        }
    }

    /// <summary>Every error of a filter is one that Nova did not raise on purpose, so its class is not compared.</summary>
    private static JsonElement WithoutInternalClasses(JsonElement expected)
    {
        JsonNode copy = JsonNode.Parse(expected.GetRawText())!;
        foreach (JsonNode? verdict in copy["passes"] as JsonArray ?? [])
        {
            if (verdict is JsonObject error && error["internal"] is not null)
            {
                error.Remove("exception");
            }
        }

        return JsonSerializer.SerializeToElement(copy);
    }
}
