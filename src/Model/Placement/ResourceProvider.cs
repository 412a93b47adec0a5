namespace Model.Placement;

/// <summary>A resource provider, as read from the store. A snapshot.</summary>
/// <param name="Uuid">The provider.</param>
/// <param name="Name">Its unique name.</param>
/// <param name="Generation">Its generation; only ever grows.</param>
/// <param name="ParentUuid">Its parent; null for a root.</param>
/// <param name="RootUuid">The root of its tree; itself for a root.</param>
public sealed record ResourceProvider(string Uuid, string Name, int Generation, string? ParentUuid, string RootUuid);
