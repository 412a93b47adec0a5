using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Configuration;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded queries to Placement, for dedicated CPUs as PCPU and then as VCPU.</summary>
public sealed class ResourceRequestCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/resource_request";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        NovaOptions options = SchedulerConfiguration.Read(input.Get("options"));
        RequestSpec request = SchedulerRequests.Read(input.Member("request"));
        ComputeNodeNames nodes = ComputeNodeNames.Read(input, "compute_nodes");
        JsonObject answer = Answer(request, options, nodes);
        if (answer["result"]!.GetValue<string>() == "ok" && request.Destination is { Host: not null } destination)
        {
            answer["destination"] = new JsonObject { ["host"] = destination.Host, ["node"] = destination.Node };
        }

        VectorValues.CompareOutcome(WithoutInternalClasses(expected), answer);
    }

    /// <summary>The parameters of a query as the vectors show them.</summary>
    public static JsonArray Show(ResourceQuery query) =>
        [.. query.ToParameters().Select(parameter => new JsonArray(parameter.Key, parameter.Value))];

    private static JsonObject Answer(RequestSpec request, NovaOptions options, ComputeNodeNames nodes)
    {
        try
        {
            if (options.FilterScheduler.PciInPlacement)
            {
                ResourceQueryBuilder.AddPciGroups(request);
            }

            return new JsonObject
            {
                ["result"] = "ok",
                ["translated"] = Query(ResourceQueryBuilder.Build(request, options, nodes, translatesPinning: true)),
                ["untranslated"] = Fallback(request, options, nodes),
            };
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, [], "phase", "query");
        }
    }

    private static JsonObject Fallback(RequestSpec request, NovaOptions options, ComputeNodeNames nodes)
    {
        try
        {
            return Query(ResourceQueryBuilder.Build(request, options, nodes, translatesPinning: false));
        }
        catch (NovaException)
        {
            return new JsonObject { ["result"] = "error", ["internal"] = true };
        }
    }

    private static JsonObject Query(ResourceQuery query) => new()
    {
        ["result"] = "ok",
        ["query"] = Show(query),
        ["cpu_pinning_requested"] = query.IsPinned,
    };

    /// <summary>The second query fails only in ways that Nova did not mean; then its class is not compared.</summary>
    private static JsonElement WithoutInternalClasses(JsonElement expected)
    {
        JsonNode copy = JsonNode.Parse(expected.GetRawText())!;
        if (copy["untranslated"] is JsonObject second && second["internal"] is not null)
        {
            second.Remove("exception");
            second.Remove("message");
        }

        return JsonSerializer.SerializeToElement(copy);
    }
}
