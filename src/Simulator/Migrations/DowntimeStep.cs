namespace Simulator.Migrations;

/// <summary>One step of Nova's downtime table.</summary>
/// <param name="Seconds">The step is taken when more seconds than these have passed.</param>
/// <param name="Milliseconds">The downtime then permitted.</param>
public readonly record struct DowntimeStep(int Seconds, int Milliseconds);
