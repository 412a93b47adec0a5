namespace Model.Scheduling;

/// <summary>A host and the sum of its weights.</summary>
/// <param name="Host">The host.</param>
/// <param name="Weight">The sum over all weighers of multiplier × normalised weight.</param>
public readonly record struct WeighedHost(HostState Host, double Weight);
