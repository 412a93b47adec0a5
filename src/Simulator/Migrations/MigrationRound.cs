namespace Simulator.Migrations;

/// <summary>A part of a live migration's transfer.</summary>
/// <param name="Kind">What it moved.</param>
/// <param name="Start">When it began, since the start of the job.</param>
/// <param name="Duration">How long it took; of repeated rounds, all together.</param>
/// <param name="Bytes">What went through; of repeated rounds, all together.</param>
/// <param name="Throttle">Percent of time the guest's CPUs were kept from running.</param>
/// <param name="Repeats">Equal rounds in a row that this entry stands for.</param>
public readonly record struct MigrationRound(
    RoundKind Kind, TimeSpan Start, TimeSpan Duration, long Bytes, int Throttle = 0, long Repeats = 1);
