using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Configuration;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded effects of the pre-filters on a request.</summary>
public sealed class RequestFilterCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/request_filter";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        NovaOptions options = SchedulerConfiguration.Read(input.Get("options"));
        PreFilterContext context = new()
        {
            Options = options,
            Aggregates =
            [
                .. input.Members("aggregates").Select(aggregate => new HostAggregate(
                    aggregate.Get("uuid").GetString()!, VectorValues.Pairs(aggregate.Get("metadata")))),
            ],
            Networks = input.MemberOrNull("network") is { } network ? new VectorNetworks(network) : null,
        };
        RequestSpec request = SchedulerRequests.Read(input.Member("request"));
        VectorValues.CompareOutcome(expected, Answer(request, context));
    }

    private static JsonObject Answer(RequestSpec request, PreFilterContext context)
    {
        string phase = "request";
        try
        {
            _ = request.ImageProperties;
            JsonArray ran = [];
            foreach (IPreFilter filter in PreFilterRegistry.Create(context.Options.Release))
            {
                phase = filter.Name;
                if (filter.Apply(request, context))
                {
                    ran.Add(filter.Name);
                }
            }

            return new JsonObject
            {
                ["result"] = "ok",
                ["ran"] = ran,
                ["root_required"] = VectorValues.Array(request.RootRequired),
                ["root_forbidden"] = VectorValues.Array(request.RootForbidden),
                ["destination"] = request.Destination is null ? null : Show(request.Destination),
            };
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, [], "phase", phase);
        }
    }

    private static JsonObject Show(Destination destination) => new()
    {
        ["aggregates"] = destination.Aggregates is { } aggregates
            ? new JsonArray([.. aggregates.Select(alternatives => VectorValues.Array(alternatives.Order(StringComparer.Ordinal)))])
            : null,
        ["forbidden_aggregates"] = destination.ForbiddenAggregates is { } forbidden ? VectorValues.Array(forbidden) : null,
    };
}
