namespace Simulator.Scenarios.Traces;

/// <summary>A text is not comma-separated values.</summary>
/// <param name="line">Where, from 1.</param>
/// <param name="column">Where on that line, from 1.</param>
/// <param name="message">What is wrong.</param>
public sealed class CsvFormatException(int line, int column, string message) : Exception(message)
{
    /// <summary>Line, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;
}
