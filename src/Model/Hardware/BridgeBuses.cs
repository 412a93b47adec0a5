namespace Model.Hardware;

/// <summary>The buses behind a bridge; both 0 when the firmware left the bridge unconfigured.</summary>
/// <param name="Secondary">The bus right behind the bridge, 0–FF.</param>
/// <param name="Subordinate">The highest bus below it, at least <paramref name="Secondary"/>, at most FF.</param>
public readonly record struct BridgeBuses(int Secondary, int Subordinate);
