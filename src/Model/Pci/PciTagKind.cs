namespace Model.Pci;

/// <summary>What a tag's value is in the operator's JSON.</summary>
public enum PciTagKind
{
    /// <summary>JSON null; not the same as a missing tag in a specification, but equal to it when requests are matched.</summary>
    Null,

    /// <summary>Text, the usual case.</summary>
    Text,

    /// <summary>A whole or other number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A list or an object; nothing a request can name.</summary>
    Structure,
}
