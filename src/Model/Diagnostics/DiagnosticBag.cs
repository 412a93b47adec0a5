namespace Model.Diagnostics;

/// <summary>Collects everything there is to say about an input, so that a person sees all problems and not only the first.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> diagnostics = [];
    private readonly HashSet<(string Code, string Key)> onceKeys = [];

    /// <summary>Errors collected so far.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Whether the input must be refused.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>What was collected, in the order of its discovery.</summary>
    public IReadOnlyList<Diagnostic> Items => diagnostics;

    /// <summary>Adds a diagnostic.</summary>
    public void Add(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        ErrorCount += diagnostic.Severity == Severity.Error ? 1 : 0;
    }

    /// <summary>Adds all of another collection's diagnostics.</summary>
    public void AddRange(IEnumerable<Diagnostic> others)
    {
        foreach (Diagnostic diagnostic in others)
        {
            Add(diagnostic);
        }
    }

    /// <summary>Adds an error.</summary>
    public void Error(string code, SourcePosition position, string message, string? suggestion = null) =>
        Add(new Diagnostic(Severity.Error, code, position, message, suggestion));

    /// <summary>Adds a warning.</summary>
    public void Warn(string code, SourcePosition position, string message, string? suggestion = null) =>
        Add(new Diagnostic(Severity.Warning, code, position, message, suggestion));

    /// <summary>Adds a warning unless one of the same code and key was added before by this method.</summary>
    /// <param name="code">Stable code of the kind of problem.</param>
    /// <param name="key">What must be told only once, for example an option's full name.</param>
    /// <param name="position">Where it was met first.</param>
    /// <param name="message">One sentence without a final full stop.</param>
    public void WarnOnce(string code, string key, SourcePosition position, string message)
    {
        if (onceKeys.Add((code, key)))
        {
            Warn(code, position, message);
        }
    }

    /// <summary>What was collected, ordered by position; at one position, errors first, then in the order of discovery.</summary>
    public IReadOnlyList<Diagnostic> Sorted() =>
        [.. diagnostics.OrderBy(item => item.Position).ThenByDescending(item => item.Severity)];
}
