namespace Model.Python;

/// <summary>A part of a regular expression, translated, and how long the texts are that it matches.</summary>
/// <param name="Text">The part in .NET's spelling; a repetition may follow it as it is.</param>
/// <param name="Least">The shortest match, in characters.</param>
/// <param name="Most">The longest match; <see cref="Unbounded"/> or more if there is none.</param>
/// <param name="IsAnchor">Whether it only names a place, and so may not be repeated.</param>
/// <param name="IsRepeated">Whether it is a repetition already, and so may not be repeated again.</param>
internal readonly record struct RegexPiece(string Text, long Least, long Most, bool IsAnchor = false, bool IsRepeated = false)
{
    /// <summary>The width of what has no bound.</summary>
    public const long Unbounded = 1L << 32;

    /// <summary>Nothing at all.</summary>
    public static RegexPiece Empty { get; } = new(string.Empty, 0, 0);

    /// <summary>One character.</summary>
    public static RegexPiece One(string text) => new(text, 1, 1);

    /// <summary>This part and then another.</summary>
    public RegexPiece Then(RegexPiece next) =>
        new(Text + next.Text, Math.Min(Least + next.Least, Unbounded), Math.Min(Most + next.Most, Unbounded));

    /// <summary>This part or another.</summary>
    public RegexPiece Or(RegexPiece other) =>
        new($"{Text}|{other.Text}", Math.Min(Least, other.Least), Math.Max(Most, other.Most));

    /// <summary>The part a number of times, or a range of them.</summary>
    public RegexPiece Times(long least, long most, string suffix) =>
        new(Text + suffix, Product(Least, least), Product(Most, most), IsRepeated: true);

    private static long Product(long width, long count) =>
        width == 0 || count == 0 ? 0 : width > Unbounded / count ? Unbounded : width * count;
}
