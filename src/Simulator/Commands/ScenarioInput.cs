using System.CommandLine;
using Model.Diagnostics;
using Simulator.Expectations;
using Simulator.Scenarios;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary>Reads a scenario for a command and prints what is wrong with it.</summary>
internal static class ScenarioInput
{
    /// <summary>The argument of the verbs that take several scenarios.</summary>
    public static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Scenario files, or folders of them.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The file itself, or all scenario files below a folder in the order of their names.</summary>
    public static IEnumerable<string> Expand(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [path];

    /// <summary>Prints problems to the error stream, in the order of their places.</summary>
    public static void Print(Terminal terminal, DiagnosticBag problems)
    {
        foreach (Diagnostic problem in problems.Sorted())
        {
            terminal.Error.WriteLine(problem.ToString());
        }
    }

    /// <summary>Loads a scenario; prints every problem to the error stream.</summary>
    /// <param name="terminal">Where to print.</param>
    /// <param name="path">The scenario file.</param>
    /// <param name="scenario">The scenario, when true is returned.</param>
    /// <param name="overrides">Values that replace the file's, as PATH=VALUE.</param>
    /// <param name="seed">Replaces the scenario's seed, or null.</param>
    /// <returns>False when there was an error.</returns>
    public static bool TryLoad(
        Terminal terminal, string path, out Scenario scenario, IReadOnlyList<string>? overrides = null, long? seed = null)
    {
        scenario = null!;
        if (!VerbFor.Takes(terminal, path, InputKind.Scenario))
        {
            return false;
        }

        DiagnosticBag problems = new();
        Scenario? loaded = ScenarioLoader.Load(path, problems, overrides, seed);
        if (loaded is not null)
        {
            FactReader.Check(loaded, problems);
        }

        Print(terminal, problems);
        scenario = loaded!;
        return loaded is not null && !problems.HasErrors;
    }
}
