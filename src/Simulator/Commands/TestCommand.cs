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
        baselines.Validators.Add(result =>
        {
            string folder = result.Tokens.Count == 0 ? BaselineFolder.Default : result.Tokens[^1].Value;
            bool isWrong = result.Tokens.Count > 0 && !Directory.Exists(folder) && result.GetResult(update) is not { Implicit: false };
            if (isWrong || File.Exists(folder))
            {
                result.AddError($"--baselines: there is no folder '{folder}'");
            }
        });
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
        bool isReadable = ScenarioInput.TryExpand(terminal, paths, out List<string> files);
        foreach (string path in files.Where(path => paths.Contains(path) || !StudyFiles.IsStudy(path)))
        {
            isReadable &= ScenarioInput.TryLoad(terminal, path, out Scenario scenario, overrides);
            scenarios.Add((path, scenario));
        }

        if (!isReadable || !CanKeep(terminal, junit, scenarios, baselines, updates))
        {
            return ExitCodes.BadInput;
        }

        DiagnosticBag problems = new();
        List<JudgedScenario> judged = [];
        foreach ((string file, Scenario scenario) in scenarios)
        {
            int code = TryRun(terminal, file, scenario, overrides, options, out RunResult? result);
            if (code == ExitCodes.Interrupted)
            {
                return TellInterrupted(terminal, scenario, judged, scenarios.Count);
            }

            if (result is null)
            {
                return code;
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

    /// <summary>Refuses what could only fail after the runs, or would mix up what belongs to two scenarios.</summary>
    private static bool CanKeep(
        Terminal terminal, FileInfo? junit, List<(string File, Scenario Scenario)> scenarios, BaselineFolder baselines, bool updates)
    {
        if (junit is not null)
        {
            try
            {
                Directory.CreateDirectory(junit.DirectoryName!);
                if (Directory.Exists(junit.FullName))
                {
                    throw new IOException("it is a folder");
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                terminal.Error.WriteLine($"error: cannot write '{junit}': {exception.Message}");
                return false;
            }
        }

        foreach (IGrouping<string, (string File, Scenario Scenario)> namesakes in scenarios.GroupBy(item => item.Scenario.Name))
        {
            if (namesakes.Count() > 1 && (updates || File.Exists(baselines.FileOf(namesakes.Key))))
            {
                string files = string.Join(", ", namesakes.Select(item => item.File));
                terminal.Error.WriteLine($"error: {files} have the same name, '{namesakes.Key}', and so one baseline; name them apart");
                return false;
            }
        }

        return true;
    }

    private static int TryRun(
        Terminal terminal, string file, Scenario scenario, string[] overrides, RunOptions options, out RunResult? result)
    {
        result = null;
        try
        {
            CloudRun run = new(scenario, options);
            terminal.Prepares?.Invoke(run);
            RunResult whole = run.Run(Steps, _ => { }, terminal.Interrupted);
            if (whole.Summary.Interrupted)
            {
                return ExitCodes.Interrupted;
            }

            result = whole;
            return ExitCodes.Ok;
        }
        catch (Exception exception) when (BrokenRule.Find(exception) is { } broken)
        {
            return BrokenRule.Tell(terminal, broken, file, scenario, overrides);
        }
        catch (CloudStartException exception)
        {
            ScenarioInput.Print(terminal, file, exception);
            return ExitCodes.BadInput;
        }
    }

    private static int TellInterrupted(Terminal terminal, Scenario scenario, List<JudgedScenario> judged, int all)
    {
        if (judged.Count > 0)
        {
            Show(terminal, judged);
        }

        string judgedText = judged.Count == 0 ? "nothing was judged" : FormattableString.Invariant($"{judged.Count} of {all} scenarios were judged");
        terminal.Error.WriteLine($"error: interrupted during {scenario.Name}; {judgedText}");
        return ExitCodes.Interrupted;
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
                    Markup.Escape(judgement.Actual.Length == 0 ? "(nothing)" : judgement.Actual),
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
