using Simulator.Studies;

namespace Simulator.Commands;

/// <summary>Tells people who gave a verb another verb's file which one to use: the keys of one format are all wrong in another.</summary>
internal static class VerbFor
{
    /// <summary>Prints an error when a file is certainly of another kind than the verb takes.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="path">The file.</param>
    /// <param name="wanted">What the verb takes.</param>
    /// <returns>False when the file is of another kind.</returns>
    public static bool Takes(Terminal terminal, string path, InputKind wanted)
    {
        InputKind kind = StudyFiles.KindOf(path);
        if (kind == InputKind.Unknown || kind == wanted)
        {
            return true;
        }

        (string what, string verb) = kind switch
        {
            InputKind.Study => ("a study", "compare"),
            InputKind.Plan => ("a plan", "plan"),
            _ => ("a scenario", "run"),
        };
        string expected = wanted switch
        {
            InputKind.Study => "a study",
            InputKind.Plan => "a plan",
            _ => "a scenario",
        };
        terminal.Error.WriteLine($"{path}: error: this is {what}, not {expected}; its verb is: {verb} {path}");
        return false;
    }
}
