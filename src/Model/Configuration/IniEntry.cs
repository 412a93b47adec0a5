namespace Model.Configuration;

/// <summary>One assignment of a configuration file.</summary>
/// <param name="Section">Section as written.</param>
/// <param name="Key">Option name as written.</param>
/// <param name="Value">Value after oslo.config's rules for quotes and continuation lines; nothing is interpolated yet.</param>
public sealed record IniEntry(string Section, string Key, ConfiguredText Value)
{
    /// <summary>Section as oslo.config compares it: <c>DEFAULT</c> as it is, every other name in lower case.</summary>
    public string Group => Section == OptionDefinition.DefaultGroup ? Section : Section.ToLowerInvariant();
}
