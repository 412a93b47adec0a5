namespace Simulator.Scenarios;

/// <summary>A row of <c>expect:</c>. Immutable.</summary>
/// <param name="Text">The row as written, for messages.</param>
/// <param name="Subject">A metric path (<c>servers.active</c>) or a fact (<c>server web-1 host</c>).</param>
/// <param name="Operator">One of <c>==</c>, <c>!=</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c>, <c>&gt;=</c>.</param>
/// <param name="Value">The right-hand side as written, unit resolved for numbers.</param>
/// <param name="File">Source file.</param>
/// <param name="Line">Source line, from 1.</param>
/// <param name="Column">Source column, from 1.</param>
public sealed record Expectation(string Text, string Subject, string Operator, string Value, string File, int Line, int Column = 0)
{
    /// <summary>The instant it is about, from the scenario's start; null for the end.</summary>
    public TimeSpan? At { get; init; }
}
