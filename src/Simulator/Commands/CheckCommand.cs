using System.CommandLine;
using Model.Diagnostics;
using Simulator.Scenarios;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>check PATH…</c>: parse and validate only.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = ScenarioInput.Paths();
        Command command = new("check", "Read scenarios and print every problem; simulate nothing.") { paths };
        command.SetAction(parsed => Check(terminal, parsed.GetRequiredValue(paths)));
        return command;
    }

    private static int Check(Terminal terminal, IReadOnlyList<string> paths)
    {
        int bad = 0;
        foreach (string path in paths.SelectMany(ScenarioInput.Expand))
        {
            if (StudyFiles.IsStudy(path))
            {
                bad += CheckStudy(terminal, path) ? 0 : 1;
            }
            else if (ScenarioInput.TryLoad(terminal, path, out Scenario scenario))
            {
                terminal.Out.WriteLine($"{path}: ok ({scenario.Hosts.Count} hosts, {scenario.Flavors.Count} flavors, "
                    + $"{scenario.Requests.Count} requests)");
            }
            else
            {
                bad++;
            }
        }

        return bad == 0 ? ExitCodes.Ok : ExitCodes.BadInput;
    }

    private static bool CheckStudy(Terminal terminal, string path)
    {
        DiagnosticBag problems = new();
        string? what = StudyFiles.IsPlan(path)
            ? PlanLoader.Load(path, problems) is { } plan ? $"{plan.Variable.Options.Count} values for {plan.Base}" : null
            : StudyLoader.Load(path, problems) is { } study ? $"{study.Variants.Count} variants of {study.Base}" : null;
        ScenarioInput.Print(terminal, problems);
        if (what is not null)
        {
            terminal.Out.WriteLine($"{path}: ok ({what})");
        }

        return what is not null;
    }
}
