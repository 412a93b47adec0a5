namespace Model.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> matters.</summary>
public enum Severity
{
    /// <summary>The input is used as it stands; its author should know something about it.</summary>
    Warning,

    /// <summary>The input is refused.</summary>
    Error,
}
