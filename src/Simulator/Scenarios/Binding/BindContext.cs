using Model.Diagnostics;
using Simulator.Scenarios.Documents;

namespace Simulator.Scenarios.Binding;

/// <summary>What reading a document needs besides the document.</summary>
public sealed class BindContext
{
    private readonly HashSet<Key> readKeys = [];

    /// <summary>Makes a context.</summary>
    public BindContext(InputFiles files, DiagnosticBag diagnostics)
    {
        Files = files;
        Diagnostics = diagnostics;
    }

    /// <summary>Reads files that the document names.</summary>
    public InputFiles Files { get; }

    /// <summary>Receives every problem.</summary>
    public DiagnosticBag Diagnostics { get; }

    /// <summary>Keys that some reader has asked for: with the schema's keys, a test shows that none is described but never read.</summary>
    internal IReadOnlySet<Key> ReadKeys => readKeys;

    /// <summary>Reports an error.</summary>
    public void Error(string code, SourcePosition position, string message, string? suggestion = null) =>
        Diagnostics.Error(code, position, message, suggestion);

    /// <summary>Whether a name is among the known ones; if not, that is reported with the nearest one.</summary>
    /// <param name="what">What the name should name, for example "flavor".</param>
    /// <param name="name">The name with its place.</param>
    /// <param name="known">The valid names.</param>
    public bool Knows(string what, Placed<string> name, IReadOnlyCollection<string> known) =>
        KnownNames.Check(Diagnostics, what, name, known);

    /// <summary>Warns of something that is to happen when the scenario is over already.</summary>
    /// <param name="position">Where it stands.</param>
    /// <param name="what">What, as the start of a sentence.</param>
    public void WarnOfNever(SourcePosition position, string what) =>
        Diagnostics.Warn(ScenarioCodes.AfterTheEnd, position, $"{what} after the scenario's end, and so never");

    internal void MarkRead(Key key) => readKeys.Add(key);
}
