namespace Model.Placement;

/// <summary>How a call to Placement ended: the HTTP status, and for a refusal its error code and a sentence.</summary>
/// <param name="Status">The HTTP status the real service answers with.</param>
/// <param name="Code">One of <see cref="PlacementErrorCode"/>; null when the call succeeded.</param>
/// <param name="Detail">Why it was refused; null when the call succeeded.</param>
public readonly record struct PlacementResult(int Status, string? Code, string? Detail)
{
    /// <summary>Done, nothing to return.</summary>
    public static PlacementResult NoContent { get; } = new(204, null, null);

    /// <summary>Done, with an answer.</summary>
    public static PlacementResult Ok { get; } = new(200, null, null);

    /// <summary>Done, something was created.</summary>
    public static PlacementResult Created { get; } = new(201, null, null);

    /// <summary>Whether the call was carried out.</summary>
    public bool IsSuccess => Status < 400;

    /// <summary>Whether the caller's view was stale: reading again and retrying may help.</summary>
    public bool IsConcurrentUpdate => string.Equals(Code, PlacementErrorCode.ConcurrentUpdate, StringComparison.Ordinal);

    internal static PlacementResult BadRequest(string detail, string code = PlacementErrorCode.Undefined) => new(400, code, detail);

    internal static PlacementResult NotFound(string detail) => new(404, PlacementErrorCode.Undefined, detail);

    internal static PlacementResult Conflict(string detail, string code = PlacementErrorCode.Undefined) => new(409, code, detail);
}
