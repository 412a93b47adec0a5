namespace Model;

/// <summary>
/// A refusal that the real service would raise on purpose. <see cref="Name"/> is the exception class of Nova,
/// Placement or libvirt that operators know from their logs, for example <c>PciConfigInvalidSpec</c>.
/// </summary>
/// <remarks>Derive a type only where code needs to catch that one refusal; otherwise the name is enough.</remarks>
public class NovaException : Exception
{
    /// <summary>Makes a refusal.</summary>
    /// <param name="name">The real service's exception class.</param>
    /// <param name="message">The sentence a person would see.</param>
    public NovaException(string name, string message)
        : base(message) => Name = name;

    /// <summary>The real service's exception class, for example <c>PciRequestAliasNotDefined</c>.</summary>
    public string Name { get; }
}
