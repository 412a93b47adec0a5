using Model.Diagnostics;
using Simulator.Scenarios;

namespace Simulator.Commands;

/// <summary>Reads a scenario for a command and prints what is wrong with it.</summary>
internal static class ScenarioInput
{
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
        DiagnosticBag problems = new();
        Scenario? loaded = ScenarioLoader.Load(path, problems, overrides, seed);
        foreach (Diagnostic problem in problems.Sorted())
        {
            terminal.Error.WriteLine(problem.ToString());
        }

        scenario = loaded!;
        return loaded is not null && !problems.HasErrors;
    }
}
