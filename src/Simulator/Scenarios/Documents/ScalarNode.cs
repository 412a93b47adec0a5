using Model.Configuration;
using Model.Diagnostics;

namespace Simulator.Scenarios.Documents;

/// <summary>A text, number or truth value; which of them it is, the reader of the key decides.</summary>
/// <param name="position">Where it starts.</param>
/// <param name="value">The text.</param>
/// <param name="isPlain">Whether it stands without quotes and is no block.</param>
/// <param name="contentLine">Line on which the text itself starts: the line after the sign for a block.</param>
/// <param name="contentIndent">Columns before the text's lines.</param>
/// <param name="isFolded">Whether the text's lines are no lines of the file.</param>
/// <param name="isFile">Whether it is the path of a file (<c>!file</c>), relative to the file it stands in.</param>
public sealed class ScalarNode(
    SourcePosition position,
    string value,
    bool isPlain = true,
    int contentLine = 0,
    int contentIndent = 0,
    bool isFile = false,
    bool isFolded = false)
    : Node(position)
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;

    /// <summary>Whether it stands without quotes and is no block.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it is the path of a file (<c>!file</c>), relative to the file it stands in.</summary>
    public bool IsFile { get; } = isFile;

    /// <inheritdoc/>
    public override long Size => 1;

    /// <inheritdoc/>
    public override string KindName => IsNull ? "empty" : "a text";

    /// <inheritdoc/>
    public override bool IsNull => IsPlain && !IsFile && (Value is "" or "~" or "null" or "Null" or "NULL");

    /// <summary>The text with its place, for readers that report positions inside it.</summary>
    public SourceText ToSource() => contentLine > 0
        ? new SourceText(Position.File, Value, contentLine, contentIndent) { IsFolded = isFolded }
        : new SourceText(Position.File, Value, Math.Max(1, Position.Line), Math.Max(0, Position.Column - 1)) { IsFolded = true };
}
