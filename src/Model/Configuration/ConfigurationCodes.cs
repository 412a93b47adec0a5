namespace Model.Configuration;

/// <summary>Stable codes of the problems found in a nova.conf. Never reused for another kind of problem.</summary>
public static class ConfigurationCodes
{
    /// <summary>A line that is no section, assignment, continuation or comment.</summary>
    public const string Syntax = "SIM0201";

    /// <summary>A section that nova.conf does not have.</summary>
    public const string UnknownSection = "SIM0202";

    /// <summary>An option that its section does not have.</summary>
    public const string UnknownOption = "SIM0203";

    /// <summary>A value that the option's type cannot read.</summary>
    public const string InvalidValue = "SIM0204";

    /// <summary>A value outside the option's range or choices.</summary>
    public const string OutOfRange = "SIM0205";

    /// <summary>A <c>$name</c> that names no option, or names itself.</summary>
    public const string Interpolation = "SIM0206";

    /// <summary>A deprecated name of an option (warning).</summary>
    public const string DeprecatedName = "SIM0207";

    /// <summary>An option of Nova that the model does not use (warning).</summary>
    public const string NotModelled = "SIM0208";

    /// <summary>An option of a library that Nova uses, not of Nova (warning).</summary>
    public const string LibraryOption = "SIM0209";

    /// <summary>An option that the chosen release does not have.</summary>
    public const string NotInRelease = "SIM0210";

    /// <summary>An element of a list that Nova logs and ignores (warning).</summary>
    public const string IgnoredElement = "SIM0211";
}
