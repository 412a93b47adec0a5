namespace Model.Numa;

/// <summary>The host CPUs chosen for a guest cell.</summary>
/// <param name="Pins">By ascending vCPU.</param>
/// <param name="Reserved">Kept for the emulator's threads; empty when none were asked for.</param>
internal readonly record struct CoreChoice(CpuPin[] Pins, CpuSet Reserved);
