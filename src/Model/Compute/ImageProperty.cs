namespace Model.Compute;

/// <summary>A property of an image after Nova has read it.</summary>
/// <param name="Text">The value as text; booleans are <c>True</c> or <c>False</c>.</param>
/// <param name="IsTrue">Whether Python would take the value for true: not <c>False</c>, not 0, not empty.</param>
public readonly record struct ImageProperty(string Text, bool IsTrue);
