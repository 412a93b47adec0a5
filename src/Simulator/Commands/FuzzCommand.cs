using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Simulator.Fuzzing;
using Simulator.Reports;

namespace Simulator.Commands;

/// <summary><c>fuzz</c>: draw clouds, loads, operations and faults, and look for anything that breaks.</summary>
internal static class FuzzCommand
{
    private const int TriesMax = 600;
    private const double MinutesUnlessGiven = 10;
    private const double MinutesMax = 366 * 24 * 60;

    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<long> seed = new("--seed") { Description = "Number of the first case.", DefaultValueFactory = _ => 1, HelpName = "N" };
        Option<double?> minutes = new("--minutes") { Description = "Goes on for so long. Default: 10.", HelpName = "N" };
        Option<int?> cases = new("--cases") { Description = "Draws so many cases.", HelpName = "N" };
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder for what fails.",
            DefaultValueFactory = _ => Path.Combine("results", "fuzz"),
            HelpName = "DIR",
        };
        Command command = new("fuzz", "Draw random clouds, operations and faults; check invariants and determinism; shrink what fails.")
        {
            seed, minutes, cases, output,
        };
        command.SetAction(parsed => Fuzz(
            terminal, parsed.GetValue(seed), parsed.GetValue(minutes), parsed.GetValue(cases), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Fuzz(Terminal terminal, long seed, double? minutes, int? cases, string output)
    {
        if (seed < 0 || cases is <= 0 || minutes is not (null or (> 0 and <= MinutesMax)) || (cases is not null && minutes is not null))
        {
            terminal.Error.WriteLine("error: the seed is 0 or more, and the length is either --cases or --minutes, above 0 and at most a year");
            return ExitCodes.BadInput;
        }

        Stopwatch watch = Stopwatch.StartNew();
        CaseJudge judge = new(terminal.Prepares);
        SortedDictionary<string, int> failures = new(StringComparer.Ordinal);
        int done = 0;
        int told = 0;
        bool GoesOn() => !terminal.Interrupted.IsCancellationRequested
            && (cases is { } most ? done < most : watch.Elapsed.TotalMinutes < (minutes ?? MinutesUnlessGiven));
        while (GoesOn())
        {
            FuzzCase drawn = CaseGenerator.Draw(seed + done);
            done++;
            if (judge.Judge(drawn) is { } failure)
            {
                // One small example of every sort of failure is enough.
                failures[failure.Kind] = failures.GetValueOrDefault(failure.Kind) + 1;
                if (failures[failure.Kind] == 1)
                {
                    Keep(terminal, output, drawn, failure);
                }
            }

            if ((int)watch.Elapsed.TotalMinutes > told)
            {
                told = (int)watch.Elapsed.TotalMinutes;
                terminal.Out.WriteLine(FormattableString.Invariant($"  {told} min: {done:N0} cases, {failures.Values.Sum():N0} of them fail"));
            }
        }

        string size = Verdict.Count(done, "case", "cases");
        Tell(terminal, judge, FormattableString.Invariant($"{size} from seed {seed}, {watch.Elapsed.TotalSeconds:0} s"), failures);
        return failures.Count > 0 ? ExitCodes.InternalError : terminal.Interrupted.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private static void Tell(Terminal terminal, CaseJudge judge, string cases, SortedDictionary<string, int> failures)
    {
        terminal.Out.WriteLine(
            cases + FormattableString.Invariant($": {judge.Servers:N0} servers, {judge.Operations:N0} operations ({judge.Refusals:N0} refused), ")
            + FormattableString.Invariant($"{judge.Faults:N0} faults struck, {judge.Checks:N0} checks of the invariants; ")
            + FormattableString.Invariant($"{judge.NotStarted:N0} clouds were refused by their own services"));
        TellCounts(terminal, "Operations that were not refused:", judge.Done);
        TellCounts(terminal, "What Nova leaves behind, seen and named:", judge.Leaks);
        terminal.Out.WriteLine(failures.Count == 0 ? "Nothing is wrong." : "What is wrong:");
        foreach ((string kind, int count) in failures)
        {
            terminal.Out.WriteLine(FormattableString.Invariant($"  {count,5:N0}  {kind}"));
        }
    }

    private static void TellCounts(Terminal terminal, string title, SortedDictionary<string, long> counts)
    {
        terminal.Out.WriteLine(title);
        foreach ((string what, long count) in counts)
        {
            terminal.Out.WriteLine(FormattableString.Invariant($"  {count,7:N0}  {what}"));
        }
    }

    /// <summary>Shrinks a failing case and writes it as a scenario that fails in the same way.</summary>
    private static void Keep(Terminal terminal, string output, FuzzCase drawn, CaseFailure failure)
    {
        FuzzCase small = new CaseShrinker(new CaseJudge(terminal.Prepares).Judge, TriesMax).Shrink(drawn, failure);
        CaseFailure told = new CaseJudge(terminal.Prepares).Judge(small) ?? failure;
        Directory.CreateDirectory(output);
        string path = Path.Combine(output, FormattableString.Invariant($"case-{drawn.Seed}.yaml"));
        StringBuilder text = new();
        text.Append($"# Broken: {told.Kind}\n");
        text.Append($"# Shows it again: simulator run --check-invariants {Path.GetFileName(path)}\n#\n");
        foreach (string line in told.Text.Split('\n'))
        {
            text.Append("# ").Append(line.TrimEnd()).Append('\n');
        }

        File.WriteAllText(path, text.Append(FuzzYaml.Write(small)).ToString());
        terminal.Out.WriteLine($"case {drawn.Seed}: {told.Kind}; shrunk to {path}");
    }
}
