using System.CommandLine;
using Model.Diagnostics;
using Simulator.Expectations;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Scenarios;
using Simulator.Studies;
using Spectre.Console;

namespace Simulator.Commands;

/// <summary><c>test PATH…</c>: run scenarios and judge their <c>expect:</c> rows.</summary>
internal static class TestCommand
{
    /// <summary>Into how many parts a run is cut, to notice an interruption.</summary>
    private const int Steps = 50;

    /// <summary>Wide enough for a row of a scenario and its verdict where no terminal says how wide it is.</summary>
    private const int PlainWidth = 180;

    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = ScenarioInput.Paths();
        Option<FileInfo?> junit = new("--junit") { Description = "Writes the verdicts as JUnit XML, too.", HelpName = "FILE" };
        Option<string[]> set = new("--set")
        {
            Description = "Replaces one value of every scenario, for example --set seed=7. May be repeated.",
            HelpName = "PATH=VALUE",
        };
        Option<bool> check = new("--check-invariants") { Description = "Checks the invariants of the cloud after every change of state." };
        Option<string> baselines = new("--baselines")
        {
            Description = "The folder with the scenarios' baselines; those that have one are compared with it.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => BaselineFolder.Default,
        };
        Option<bool> update = new("--update-baselines")
        {
            Description = "Takes today's metrics as the baselines of these scenarios. Tolerances in the files stay.",
        };
        Command command = new("test", "Run scenarios, judge their expect: rows and compare them with their baselines.")
        {
            paths, junit, set, baselines, update, check,
        };
        command.SetAction(parsed => Test(
            terminal,
            parsed.GetRequiredValue(paths),
            parsed.GetValue(set) ?? [],
            parsed.GetValue(junit),
            new BaselineFolder(parsed.GetRequiredValue(baselines)),
            parsed.GetValue(update),
            new RunOptions(ChecksInvariants: parsed.GetValue(check))));
        return command;
    }

    private static int Test(
        Terminal terminal,
        IReadOnlyList<string> paths,
        string[] overrides,
        FileInfo? junit,
        BaselineFolder baselines,
        bool updates,
        RunOptions options)
    {
        if (updates && overrides.Length > 0)
        {
            terminal.Error.WriteLine("error: --update-baselines with --set would keep the metrics of another scenario as its baseline");
            return ExitCodes.BadInput;
        }

        List<(string File, Scenario Scenario)> scenarios = [];
        bool isReadable = true;
        foreach (string path in paths.SelectMany(ScenarioInput.Expand).Where(path => !StudyFiles.IsStudy(path)))
        {
            isReadable &= ScenarioInput.TryLoad(terminal, path, out Scenario scenario, overrides);
            scenarios.Add((path, scenario));
        }

        if (!isReadable)
        {
            return ExitCodes.BadInput;
        }

        DiagnosticBag problems = new();
        List<JudgedScenario> judged = [];
        foreach ((string file, Scenario scenario) in scenarios)
        {
            RunResult result;
            try
            {
                CloudRun run = new(scenario, options);
                terminal.Prepares?.Invoke(run);
                result = run.Run(Steps, _ => { }, terminal.Interrupted);
            }
            catch (Exception exception) when (BrokenRule.Find(exception) is { } broken)
            {
                return BrokenRule.Tell(terminal, broken, file, scenario, overrides);
            }
            catch (CloudStartException exception)
            {
                terminal.Error.WriteLine($"error: {scenario.Name}: {exception.Message}");
                return ExitCodes.BadInput;
            }

            if (result.Summary.Interrupted)
            {
                terminal.Error.WriteLine($"error: interrupted during {scenario.Name}; nothing was judged");
                return ExitCodes.Interrupted;
            }

            try
            {
                judged.Add(Judge(result, problems, baselines, updates));
            }
            catch (Exception exception) when (exception is BaselineException or IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"error: {exception.Message}");
                return ExitCodes.BadInput;
            }
        }

        ScenarioInput.Print(terminal, problems);
        return problems.HasErrors || !TryWrite(terminal, junit, judged) ? ExitCodes.BadInput : Show(terminal, judged);
    }

    private static JudgedScenario Judge(RunResult result, DiagnosticBag problems, BaselineFolder baselines, bool updates)
    {
        JudgedScenario judged = new(result.Scenario, FactReader.Judge(result, problems));
        Baseline? baseline = baselines.Read(result.Scenario.Name);
        if (updates)
        {
            baselines.Write(result, baseline);
            return judged;
        }

        return baseline is null ? judged : judged with
        {
            Metrics = BaselineFolder.Compare(baseline, result),
            BaselineFile = baselines.FileOf(result.Scenario.Name),
            IsOtherScenario = baseline.Digest != result.Scenario.Digest,
        };
    }

    private static bool TryWrite(Terminal terminal, FileInfo? junit, List<JudgedScenario> judged)
    {
        try
        {
            if (junit is not null)
            {
                File.WriteAllText(junit.FullName, JunitReport.Make(judged));
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write '{junit}': {exception.Message}");
            return false;
        }
    }

    private static int Show(Terminal terminal, List<JudgedScenario> judged)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        if (!terminal.IsInteractive)
        {
            console.Profile.Width = PlainWidth;
        }

        Table table = new Table().AddColumns("scenario", "expected", "actual", "verdict");
        foreach (JudgedScenario item in judged)
        {
            foreach (Judgement judgement in item.Judgements)
            {
                table.AddRow(
                    Markup.Escape(item.Scenario.Name),
                    Markup.Escape(judgement.Row.Text),
                    Markup.Escape(judgement.Actual),
                    judgement.Holds ? "[green]ok[/]" : "[red]failed[/]");
            }
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        ShowDifferences(console, judged);
        int failed = judged.Sum(item => item.Judgements.Count(judgement => !judgement.Holds));
        int rows = judged.Sum(item => item.Judgements.Count);
        string verdict = rows == 0
            ? "no expect: rows"
            : $"{Verdict.Count(rows - failed, "row holds", "rows hold")}, {Verdict.Count(failed, "does", "do")} not";
        terminal.Out.WriteLine($"{Verdict.Count(judged.Count, "scenario", "scenarios")}: {verdict}");
        int metrics = judged.Sum(item => item.Metrics.Count);
        int changed = judged.Sum(item => item.Metrics.Count(metric => !metric.Holds));
        if (metrics > 0)
        {
            terminal.Out.WriteLine(FormattableString.Invariant($"baselines: {metrics - changed} metrics are within tolerance, {changed} are not"));
        }

        return failed + changed == 0 ? ExitCodes.Ok : ExitCodes.NotMet;
    }

    /// <summary>The metrics that are not as their baselines allow.</summary>
    private static void ShowDifferences(IAnsiConsole console, List<JudgedScenario> judged)
    {
        if (!judged.Exists(item => item.Metrics.Any(metric => !metric.Holds)))
        {
            return;
        }

        Table table = new Table().AddColumns("scenario", "metric", "baseline", "now", "change", "tolerance");
        foreach (JudgedScenario item in judged)
        {
            foreach (BaselineDifference metric in item.Metrics.Where(metric => !metric.Holds))
            {
                table.AddRow(
                    Markup.Escape(item.Scenario.Name),
                    Markup.Escape(metric.Metric),
                    metric.BeforeText,
                    metric.NowText,
                    $"[red]{metric.Change}[/]",
                    Markup.Escape(metric.Tolerance));
            }
        }

        console.Write(table);
    }
}
