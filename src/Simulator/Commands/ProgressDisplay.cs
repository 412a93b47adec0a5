using System.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Reports;
using Spectre.Console;

namespace Simulator.Commands;

/// <summary>Shows how far a run has come: a live bar on a terminal, a line every tenth elsewhere.</summary>
internal static class ProgressDisplay
{
    private const int Steps = 200;

    /// <summary>Runs to the end or until interrupted.</summary>
    public static RunResult Watch(Terminal terminal, CloudRun run) =>
        terminal.IsInteractive ? Live(terminal, run) : Plain(terminal, run);

    private static RunResult Plain(Terminal terminal, CloudRun run)
    {
        int tenth = 0;
        return run.Run(Steps, progress =>
        {
            int reached = (int)(10 * progress.Now.Ticks / Math.Max(1, progress.Duration.Ticks));
            if (reached > tenth)
            {
                tenth = reached;
                terminal.Out.WriteLine(FormattableString.Invariant(
                    $"  {tenth * 10,3}%  {Verdict.Length(progress.Now)}, {progress.Events:N0} events, ")
                    + FormattableString.Invariant($"{progress.Active:N0} active, {progress.Failed:N0} refused"));
            }
        }, terminal.Interrupted);
    }

    private static RunResult Live(Terminal terminal, CloudRun run)
    {
        Stopwatch watch = Stopwatch.StartNew();
        RunResult? result = null;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Out) });
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("starting", maxValue: 1);
                result = run.Run(Steps, progress =>
                {
                    task.Value = (double)progress.Now.Ticks / Math.Max(1, progress.Duration.Ticks);
                    double rate = progress.Events / Math.Max(watch.Elapsed.TotalSeconds, 0.001);
                    task.Description = FormattableString.Invariant(
                        $"{Verdict.Length(progress.Now)}  {progress.Active:N0} active, {progress.Failed:N0} refused, {rate:N0} events/s");
                }, terminal.Interrupted);
            });
        return result!;
    }
}
