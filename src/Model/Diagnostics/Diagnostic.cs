namespace Model.Diagnostics;

/// <summary>
/// One thing to tell a person about a text they wrote. A value: nothing is thrown, so that all problems are told at once.
/// </summary>
/// <param name="Severity">Whether the input is refused.</param>
/// <param name="Code">Stable code of the kind of problem, for example <c>SIM0123</c>; never reused for another kind.</param>
/// <param name="Position">Where.</param>
/// <param name="Message">One sentence without a final full stop.</param>
/// <param name="Suggestion">What was probably meant, or null.</param>
public sealed record Diagnostic(Severity Severity, string Code, SourcePosition Position, string Message, string? Suggestion = null)
{
    /// <summary><c>file:line:column: error SIM0101: message (did you mean 'x'?)</c>.</summary>
    public override string ToString()
    {
        string severity = Severity == Severity.Error ? "error" : "warning";
        string suggestion = Suggestion is null ? string.Empty : $" (did you mean '{Suggestion}'?)";
        return $"{Position}: {severity} {Code}: {Message}{suggestion}";
    }
}
