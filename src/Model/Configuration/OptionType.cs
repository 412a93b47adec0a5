namespace Model.Configuration;

/// <summary>How oslo.config reads an option's text (<c>oslo_config/types.py</c>).</summary>
public enum OptionType
{
    /// <summary>The text itself. Addresses, URIs and the options of authentication plug-ins count as text here.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A floating-point number.</summary>
    Number,

    /// <summary>true, 1, on, yes or false, 0, off, no; letter case aside.</summary>
    Boolean,

    /// <summary>Comma-separated texts.</summary>
    List,

    /// <summary>Comma-separated pairs <c>name:value</c>.</summary>
    Dictionary,
}
