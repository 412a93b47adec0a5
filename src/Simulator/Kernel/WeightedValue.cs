namespace Simulator.Kernel;

/// <summary>An observation and what it counts for: 1, or how long it held.</summary>
internal readonly record struct WeightedValue(double Value, double Weight);
