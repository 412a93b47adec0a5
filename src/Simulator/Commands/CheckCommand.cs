using System.CommandLine;
using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Reports;
using Simulator.Scenarios;
using Simulator.Studies;

namespace Simulator.Commands;

/// <summary><c>check PATH…</c>: parse and validate only.</summary>
internal static class CheckCommand
{
    private const int StartedHostsMax = 2_000;

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
        if (!ScenarioInput.TryExpand(terminal, paths, out List<string> files))
        {
            return ExitCodes.BadInput;
        }

        foreach (string path in files)
        {
            if (StudyFiles.IsStudy(path))
            {
                bad += CheckStudy(terminal, path) ? 0 : 1;
            }
            else if (ScenarioInput.TryLoad(terminal, path, out Scenario scenario) && Starts(terminal, path, scenario))
            {
                terminal.Out.WriteLine($"{path}: ok ({Verdict.Count(scenario.Hosts.Count, "host", "hosts")}, "
                    + $"{Verdict.Count(scenario.Flavors.Count, "flavor", "flavors")}, "
                    + $"{Verdict.Count(scenario.Requests.Count, "request", "requests")})");
            }
            else
            {
                bad++;
            }
        }

        return bad == 0 ? ExitCodes.Ok : ExitCodes.BadInput;
    }

    /// <summary>Whether all services start; of a very large cloud that is left to <c>run</c>.</summary>
    private static bool Starts(Terminal terminal, string path, Scenario scenario)
    {
        try
        {
            return scenario.Hosts.Count > StartedHostsMax || new CloudRun(scenario, new RunOptions()).Context is not null;
        }
        catch (CloudStartException problem)
        {
            ScenarioInput.Print(terminal, path, problem);
            return false;
        }
    }

    private static bool CheckStudy(Terminal terminal, string path)
    {
        DiagnosticBag problems = new();
        string? what = StudyFiles.IsPlan(path)
            ? PlanLoader.Load(path, problems) is { } plan ? $"{Verdict.Count(plan.Variable.Options.Count, "value", "values")} for {plan.Base}" : null
            : StudyLoader.Load(path, problems) is { } study ? $"{study.Variants.Count} variants of {study.Base}" : null;
        ScenarioInput.Print(terminal, problems);
        if (what is not null)
        {
            terminal.Out.WriteLine($"{path}: ok ({what})");
        }

        return what is not null;
    }
}
