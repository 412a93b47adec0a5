namespace Model.Scheduling;

/// <summary>
/// A value that exists on a host but whose inside extra specs cannot usefully look at, such as its PCI pools. It equals nothing but
/// itself and cannot be ordered.
/// </summary>
/// <param name="text">The object's text, or a stand-in where that means nothing to a person.</param>
public sealed class OpaqueValue(string text)
{
    /// <summary>The object's text.</summary>
    public override string ToString() => text;
}
