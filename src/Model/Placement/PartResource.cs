namespace Model.Placement;

/// <summary>An amount of one class that a part of a request takes from the provider picked for it.</summary>
internal readonly record struct PartResource(int ResourceClass, string Name, long Amount);
