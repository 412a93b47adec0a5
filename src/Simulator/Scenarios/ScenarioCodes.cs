namespace Simulator.Scenarios;

/// <summary>Stable codes of the problems found in scenario and trace files. Never reused for another kind of problem.</summary>
public static class ScenarioCodes
{
    /// <summary>A key that its mapping does not have.</summary>
    public const string UnknownKey = "SIM0101";

    /// <summary>A text that is not YAML.</summary>
    public const string Syntax = "SIM0102";

    /// <summary>A key that stands twice in one mapping.</summary>
    public const string DuplicateKey = "SIM0103";

    /// <summary>A key that must be there and is not.</summary>
    public const string MissingKey = "SIM0104";

    /// <summary>A mapping where a text belongs, or the like.</summary>
    public const string WrongKind = "SIM0105";

    /// <summary>A value that cannot be read, or a wrong unit.</summary>
    public const string InvalidValue = "SIM0106";

    /// <summary>A value outside its range.</summary>
    public const string OutOfRange = "SIM0107";

    /// <summary>A name that nothing in the scenario has: a flavor, an image, a host, …</summary>
    public const string UnknownName = "SIM0108";

    /// <summary>A name that two things have.</summary>
    public const string DuplicateName = "SIM0109";

    /// <summary>A file that is missing or cannot be read.</summary>
    public const string UnreadableFile = "SIM0110";

    /// <summary>An input above one of the named limits.</summary>
    public const string LimitExceeded = "SIM0111";

    /// <summary>Something YAML allows and scenarios do not.</summary>
    public const string NotSupported = "SIM0112";

    /// <summary>An override (<c>--set</c>) whose path leads nowhere.</summary>
    public const string BadOverride = "SIM0113";

    /// <summary>Files that extend or include each other in a circle.</summary>
    public const string Circle = "SIM0114";

    /// <summary>A key given by both the file and one it includes.</summary>
    public const string IncludeConflict = "SIM0115";

    /// <summary>Hardware that cannot be built or imported.</summary>
    public const string Hardware = "SIM0116";

    /// <summary>What an importer of hardware wants to tell (warning).</summary>
    public const string HardwareNote = "SIM0117";

    /// <summary>A row of a trace that cannot be read.</summary>
    public const string TraceRow = "SIM0118";

    /// <summary>A column that the trace does not have.</summary>
    public const string TraceColumn = "SIM0119";

    /// <summary>Settings that exclude each other or need each other.</summary>
    public const string Contradiction = "SIM0120";

    /// <summary>A text of Nova (alias, device_spec, extra spec) that Nova itself would refuse.</summary>
    public const string RefusedByNova = "SIM0121";

    /// <summary>Something is to happen after the scenario's end (a warning).</summary>
    public const string AfterTheEnd = "SIM0122";

    /// <summary>A device specification means no device of any host that has it (a warning).</summary>
    public const string IdleSpec = "SIM0123";
}
