namespace Model.Scheduling;

/// <summary>A value that exists on a host but whose inside extra specs cannot usefully look at, such as its PCI pools.</summary>
/// <param name="name">What the value is.</param>
public sealed class OpaqueValue(string name)
{
    /// <summary>A stand-in for the object's text.</summary>
    public override string ToString() => $"<{name}>";
}
