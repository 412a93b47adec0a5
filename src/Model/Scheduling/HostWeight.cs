namespace Model.Scheduling;

/// <summary>What a weigher gave a host.</summary>
/// <param name="Weigher">The weigher's name.</param>
/// <param name="Host">The host.</param>
/// <param name="Node">The node.</param>
/// <param name="Raw">The weight after clamping.</param>
/// <param name="Normalized">That weight on the scale of 0–1 over all hosts.</param>
/// <param name="Multiplier">The factor for this host.</param>
public readonly record struct HostWeight(string Weigher, string Host, string Node, double Raw, double Normalized, double Multiplier);
