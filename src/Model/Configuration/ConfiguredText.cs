using Model.Diagnostics;

namespace Model.Configuration;

/// <summary>
/// A value of a configuration file with the place of each of its lines, so that an error inside a long JSON value can be shown.
/// </summary>
/// <param name="Text">The value, its lines joined by line feeds.</param>
/// <param name="KeyPosition">Where the option's name stands.</param>
/// <param name="LinePositions">Where each line of the value starts; never empty.</param>
public sealed record ConfiguredText(string Text, SourcePosition KeyPosition, IReadOnlyList<SourcePosition> LinePositions)
{
    /// <summary>Where the value starts.</summary>
    public SourcePosition Position => LinePositions[0];

    /// <summary>The place of a character of the value.</summary>
    /// <param name="offset">Offset into <see cref="Text"/>, from 0; beyond the end means the end.</param>
    /// <remarks>After interpolation of <c>$name</c> the columns behind it on that line are those of the substituted text.</remarks>
    public SourcePosition PositionOf(int offset)
    {
        int line = 0;
        int lineStart = 0;
        int end = Math.Clamp(offset, 0, Text.Length);
        for (int i = 0; i < end && line + 1 < LinePositions.Count; i++)
        {
            if (Text[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        SourcePosition start = LinePositions[line];
        return start with { Column = start.Column + end - lineStart };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
