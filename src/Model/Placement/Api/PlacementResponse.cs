using System.Text.Json.Nodes;

namespace Model.Placement.Api;

/// <summary>What the REST service answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error code; null on success and before microversion 1.23.</param>
/// <param name="Location">The path of the Location header, or null.</param>
/// <param name="Body">The JSON body, or null.</param>
public sealed record PlacementResponse(int Status, string? Code, string? Location, JsonNode? Body);
