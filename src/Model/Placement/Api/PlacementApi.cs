using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <summary>
/// The REST shape of Placement over a <see cref="PlacementStore"/>: routes, microversions, request checks, status codes, error codes
/// and bodies as the real service has them (placement/handlers/*.py). Calls are made as an administrator. No HTTP in here: a server
/// or a test hands in method, path and body.
/// </summary>
public sealed partial class PlacementApi
{
    private readonly PlacementStore _store;

    /// <summary>Serves a store.</summary>
    public PlacementApi(PlacementStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    /// <summary>Options that shape answers to questions for allocation candidates.</summary>
    public CandidateOptions Options { get; set; } = CandidateOptions.Default;

    /// <summary>Answers one call.</summary>
    /// <param name="method">GET, POST, PUT or DELETE.</param>
    /// <param name="path">The path with its query, for example <c>/resource_providers?name=host1</c>.</param>
    /// <param name="microversion">The version asked for, as <c>1.39</c> or <c>latest</c>; null for 1.0, as without a header.</param>
    /// <param name="body">The JSON text, or null.</param>
    public PlacementResponse Handle(string method, string path, string? microversion, string? body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        if (!Microversion.TryParse(microversion ?? "1.0", out Microversion version, out bool isVersion))
        {
            PlacementResult refusal = new(isVersion ? 406 : 400, PlacementErrorCode.Undefined, $"invalid microversion: {microversion}");
            return Refuse(refusal, new Microversion(0));
        }

        int question = path.IndexOf('?', StringComparison.Ordinal);
        string bare = question < 0 ? path : path[..question];
        try
        {
            string query = question < 0 ? string.Empty : path[(question + 1)..];
            return Dispatch(new Call(method, Segments(bare), query, version, body));
        }
        catch (PlacementFault fault)
        {
            return Refuse(fault.Result, version);
        }
    }

    /// <summary>The parts of a path, decoded before it is taken apart. An empty part names nothing, but for the root.</summary>
    private static string[] Segments(string path)
    {
        string decoded = Uri.UnescapeDataString(path);
        return (decoded.StartsWith('/') ? decoded[1..] : decoded).Split('/');
    }

    private PlacementResponse Dispatch(Call call) => (call.Segments[0], call.Segments.Length) switch
    {
        (_, > 1) when call.Segments.Contains(string.Empty) => throw PlacementFault.NotFound("the resource could not be found"),
        ("", 1) => call.Is("GET") ? Versions() : throw PlacementFault.NotAllowed(),
        ("resource_classes", 1) => ResourceClasses(call),
        ("resource_classes", 2) => ResourceClass(call, call.Segments[1]),
        ("traits", 1) => ListTraits(call),
        ("traits", 2) => Trait(call, call.Segments[1]),
        ("resource_providers", 1) => Providers(call),
        ("resource_providers", 2) => Provider(call, call.Segments[1]),
        ("resource_providers", 3) => ProviderPart(call, call.Segments[1], call.Segments[2]),
        ("resource_providers", 4) when call.Segments[2] == "inventories" => OneInventory(call, call.Segments[1], call.Segments[3]),
        ("allocations", 1) => ManyAllocations(call),
        ("allocations", 2) => Allocations(call, call.Segments[1]),
        ("allocation_candidates", 1) => Candidates(call),
        ("usages", 1) => TotalUsages(call),
        ("reshaper", 1) => Reshaper(call),
        _ => throw PlacementFault.NotFound("the resource could not be found"),
    };

    private PlacementResponse ProviderPart(Call call, string uuid, string part) => part switch
    {
        "inventories" => Inventories(call, uuid),
        "usages" => Usages(call, uuid),
        "aggregates" => Aggregates(call, uuid),
        "traits" => ProviderTraits(call, uuid),
        "allocations" => ProviderAllocations(call, uuid),
        _ => throw PlacementFault.NotFound("the resource could not be found"),
    };

    /// <summary>The version document that clients read first.</summary>
    private static PlacementResponse Versions() => Answer(new JsonObject
    {
        ["versions"] = new JsonArray(new JsonObject
        {
            ["id"] = "v1.0",
            ["max_version"] = Microversion.Latest.ToString(),
            ["min_version"] = "1.0",
            ["status"] = "CURRENT",
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "self", ["href"] = string.Empty }),
        }),
    });

    private static PlacementResponse Answer(JsonNode body, int status = 200, string? location = null) => new(status, null, location, body);

    private static PlacementResponse Done(int status, string? location = null) => new(status, null, location, null);

    private static PlacementResponse Refuse(PlacementResult result, Microversion version)
    {
        string? code = version.IsAtLeast(23) ? result.Code : null;
        JsonObject error = new()
        {
            ["status"] = result.Status,
            ["title"] = TitleOf(result.Status),
            ["detail"] = result.Detail,
        };
        if (code is not null)
        {
            error["code"] = code;
        }

        if (result.Status == 406)
        {
            error["max_version"] = Microversion.Latest.ToString();
            error["min_version"] = "1.0";
        }

        return new PlacementResponse(result.Status, code, null, new JsonObject { ["errors"] = new JsonArray(error) });
    }

    private static string TitleOf(int status) => status switch
    {
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        415 => "Unsupported Media Type",
        500 => "Internal Server Error",
        _ => "Error",
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private ResourceProvider FindOrFault(string uuid) =>
        _store.FindProvider(uuid) ?? throw PlacementFault.NotFound($"no resource provider with uuid {uuid} found");

    /// <summary>One call, taken apart.</summary>
    private sealed record Call(string Method, string[] Segments, string QueryText, Microversion Version, string? Body)
    {
        private QueryString? _query;

        /// <summary>The parameters, read when they are first asked for: a route may refuse a call without a look at them.</summary>
        public QueryString Query => _query ??= new QueryString(QueryText);

        public bool Is(string method) => string.Equals(Method, method, StringComparison.Ordinal);

        /// <summary>Refuses (404) a call that the version asked for does not have yet.</summary>
        public void Since(int minor)
        {
            if (!Version.IsAtLeast(minor))
            {
                throw PlacementFault.NotFound("the resource could not be found");
            }
        }

        /// <summary>Refuses (415) a call without a body where one is needed; the service looks at that before it looks at the path.</summary>
        public void NeedsBody()
        {
            if (Body is null)
            {
                throw PlacementFault.NoContentType();
            }
        }
    }
}
