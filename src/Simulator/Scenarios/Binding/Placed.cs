using Model.Diagnostics;

namespace Simulator.Scenarios.Binding;

/// <summary>A value with the place where it was written.</summary>
/// <param name="Value">The value.</param>
/// <param name="Position">Its place.</param>
public readonly record struct Placed<T>(T Value, SourcePosition Position);
