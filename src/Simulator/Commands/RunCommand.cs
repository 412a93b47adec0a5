using System.CommandLine;
using System.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Reports;
using Simulator.Scenarios;

namespace Simulator.Commands;

/// <summary><c>run SCENARIO</c>: simulate and write the result folder.</summary>
internal static class RunCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> scenario = new("SCENARIO") { Description = "The scenario file (YAML)." };
        Option<string?> output = new("--output", "-o") { Description = "The result folder. Default: results/<scenario name>.", HelpName = "DIR" };
        Option<long?> seed = new("--seed") { Description = "Replaces the scenario's seed; 0 or more.", HelpName = "N" };
        seed.Validators.Add(VerbOptions.AtLeast(seed, 0));
        Option<string[]> set = new("--set")
        {
            Description = "Replaces one value of the scenario, for example --set duration=2d. May be repeated.",
            HelpName = "PATH=VALUE",
        };
        Option<ExplainMode> explain = new("--explain")
        {
            Description = "Writes decision traces to decisions.jsonl: of failures, or of all decisions.",
            HelpName = "all|failures",
        };
        Option<bool> check = new("--check-invariants")
        {
            Description = "Checks after every change of state that no device, core or allocation is lost or owned twice.",
        };
        Option<bool> reference = new("--reference")
        {
            Description = "Lets the scheduler look at every host in every decision. Slow; the results are the same.",
        };
        Option<ResultFormat> format = new("--format")
        {
            Description = "parquet: every table is written as Parquet, too, beside its CSV file.",
            HelpName = "csv|parquet",
        };
        Command command = new("run", "Simulate a scenario and write its result folder.")
        {
            scenario, output, seed, set, explain, check, reference, format,
        };
        command.SetAction(parsed => Run(
            terminal,
            parsed.GetRequiredValue(scenario),
            parsed.GetValue(output),
            parsed.GetValue(set) ?? [],
            parsed.GetValue(seed),
            parsed.GetValue(format),
            new RunOptions(parsed.GetValue(explain), parsed.GetValue(check), !parsed.GetValue(reference))));
        return command;
    }

    private static int Run(Terminal terminal, string path, string? output, string[] overrides, long? seed, ResultFormat format, RunOptions options)
    {
        if (!ScenarioInput.TryLoad(terminal, path, out Scenario scenario, overrides, seed))
        {
            return ExitCodes.BadInput;
        }

        Stopwatch watch = Stopwatch.StartNew();
        CloudRun run;
        try
        {
            run = new CloudRun(scenario, options);
        }
        catch (CloudStartException exception)
        {
            ScenarioInput.Print(terminal, path, exception);
            return ExitCodes.BadInput;
        }

        terminal.Prepares?.Invoke(run);
        string target = output ?? Path.Combine("results", scenario.Name);
        bool isNew = !Directory.Exists(target);
        ResultFolder folder;
        try
        {
            folder = ResultFolder.Open(target, format == ResultFormat.Parquet);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write to the result folder '{target}': {exception.Message}");
            return ExitCodes.BadInput;
        }

        string hosts = scenario.Hosts.Count == 1 ? "1 host" : FormattableString.Invariant($"{scenario.Hosts.Count:N0} hosts");
        terminal.Out.WriteLine($"{scenario.Name}: {hosts}, {Verdict.Length(scenario.Duration)} simulated, seed {scenario.Seed}");
        RunResult result;
        try
        {
            result = ProgressDisplay.Watch(terminal, run);
        }
        catch (Exception exception) when (BrokenRule.Find(exception) is { } broken)
        {
            if (isNew)
            {
                Directory.Delete(target);
            }

            return BrokenRule.Tell(terminal, broken, path, scenario, overrides);
        }

        TimeSpan simulated = watch.Elapsed;
        IReadOnlyList<Figure> figures = FigureBook.Draw(result);
        folder.Write(result);
        folder.Write(figures);
        folder.WriteText("report.html", HtmlReport.Make(result, figures));
        folder.WriteJson("manifest.json", Manifest.Of(result, simulated));
        Summarize(terminal, result, target, simulated);
        return result.Summary.Interrupted ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private static void Summarize(Terminal terminal, RunResult result, string target, TimeSpan elapsed)
    {
        terminal.Out.WriteLine();
        foreach (string sentence in Verdict.Of(result))
        {
            terminal.Out.WriteLine(sentence);
        }

        if (result.Summary.Failures.Count > 0)
        {
            terminal.Out.WriteLine();
            terminal.Out.WriteLine("Why servers were refused:");
            foreach (ReasonCount reason in result.Summary.Failures.Take(8))
            {
                terminal.Out.WriteLine(FormattableString.Invariant($"  {reason.Count,7:N0}  {reason.Reason}  ({reason.Stage})"));
            }
        }

        terminal.Out.WriteLine();
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        terminal.Out.WriteLine(FormattableString.Invariant(
            $"{result.Summary.Events:N0} events and {result.Summary.Decisions:N0} decisions in {seconds:0.0} s."));
        terminal.Out.WriteLine($"Look at {Path.Combine(target, "report.html")} and {Path.Combine(target, "plots", "utilization.png")}");
    }
}
