namespace Model.Placement.Api;

/// <summary>Ends the handling of a request with a refusal.</summary>
internal sealed class PlacementFault(PlacementResult result) : Exception(result.Detail)
{
    public PlacementResult Result { get; } = result;

    public static PlacementFault BadRequest(string detail, string code = PlacementErrorCode.Undefined) =>
        new(PlacementResult.BadRequest(detail, code));

    public static PlacementFault NotFound(string detail) => new(PlacementResult.NotFound(detail));

    public static PlacementFault NotAllowed() => new(new PlacementResult(405, PlacementErrorCode.Undefined, "method not allowed"));

    /// <summary>There is no body where one of type application/json is required.</summary>
    public static PlacementFault NoContentType() =>
        new(new PlacementResult(415, PlacementErrorCode.Undefined, "the media type None is not supported, use application/json"));

    /// <summary>The service fails over what it was given, having not looked at it.</summary>
    public static PlacementFault ServerError(string detail) => new(new PlacementResult(500, PlacementErrorCode.Undefined, detail));

    /// <summary>Throws unless the call succeeded.</summary>
    public static void ThrowIfRefused(PlacementResult result)
    {
        if (!result.IsSuccess)
        {
            throw new PlacementFault(result);
        }
    }
}
