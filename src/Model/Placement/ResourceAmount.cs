namespace Model.Placement;

/// <summary>An amount of one resource class, for example 2 of <c>VCPU</c>.</summary>
/// <param name="ResourceClass">The name of the class.</param>
/// <param name="Amount">Units of the class; at least 1 wherever something is asked for.</param>
public readonly record struct ResourceAmount(string ResourceClass, long Amount);
