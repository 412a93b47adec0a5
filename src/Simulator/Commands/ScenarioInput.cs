using System.CommandLine;
using Model.Diagnostics;
using Simulator.Expectations;
using Simulator.Flows;
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

    /// <summary>The files themselves, and all scenario files below folders in the order of their names.</summary>
    /// <param name="terminal">Where to tell of folders that cannot be read or hold no scenario.</param>
    /// <param name="paths">Files and folders.</param>
    /// <param name="files">The files.</param>
    /// <returns>False when something was told.</returns>
    public static bool TryExpand(Terminal terminal, IReadOnlyList<string> paths, out List<string> files)
    {
        files = [];
        bool isGood = true;
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }

            int before = files.Count;
            try
            {
                files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"{path}: error: the folder cannot be read: {exception.Message}");
                isGood = false;
                continue;
            }

            if (files.Count == before)
            {
                terminal.Error.WriteLine($"{path}: error: there is no scenario file (*.yaml, *.yml) in this folder or below it");
                isGood = false;
            }
        }

        return isGood;
    }

    /// <summary>Prints problems to the error stream, in the order of their places.</summary>
    public static void Print(Terminal terminal, DiagnosticBag problems)
    {
        // What host-defaults say is read for every host, and its mistakes are found as often.
        foreach (string problem in problems.Sorted().Select(problem => problem.ToString()).Distinct(StringComparer.Ordinal))
        {
            terminal.Error.WriteLine(problem);
        }
    }

    /// <summary>Prints why a service does not start, with its place.</summary>
    public static void Print(Terminal terminal, string path, CloudStartException problem) =>
        terminal.Error.WriteLine($"{problem.Position?.ToString() ?? path}: error: {problem.Message}");

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
