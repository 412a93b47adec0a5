using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>A text and where it came from, so that errors can say where they are. Reading files is the caller's work.</summary>
/// <param name="Name">Name of the file as the person knows it.</param>
/// <param name="Text">The text itself.</param>
/// <param name="FirstLine">Line of the file on which the text starts, from 1: above 1 for a text inside another file.</param>
/// <param name="Indent">Columns that stand before each of the text's lines in the file, at least 0.</param>
public sealed record SourceText(string Name, string Text, int FirstLine = 1, int Indent = 0)
{
    /// <summary>
    /// Whether the text's lines are no lines of the file, as when line breaks are written as <c>\n</c>; then only its start is known.
    /// </summary>
    public bool IsFolded { get; init; }

    /// <summary>
    /// Whether every option that the text names is cut out of the texts before it, as if somebody had edited them; otherwise options that
    /// collect values would keep the earlier ones.
    /// </summary>
    public bool Replaces { get; init; }

    /// <summary>The position in the file of a line and column of the text.</summary>
    /// <param name="line">Line of the text, from 0.</param>
    /// <param name="column">Column of that line, from 0.</param>
    public SourcePosition At(int line, int column) =>
        IsFolded ? new(Name, FirstLine, Indent + 1) : new(Name, FirstLine + line, Indent + column + 1);
}
