namespace Simulator.Scenarios.Traces;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">Line on which it starts, from 1.</param>
/// <param name="Fields">Its fields, quotes removed.</param>
/// <param name="Columns">Column at which each field starts, from 1.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields, IReadOnlyList<int> Columns);
