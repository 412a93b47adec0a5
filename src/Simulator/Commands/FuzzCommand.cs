using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Simulator.Fuzzing;

namespace Simulator.Commands;

/// <summary><c>fuzz</c>: draw clouds, loads, operations and faults, and look for anything that breaks.</summary>
internal static class FuzzCommand
{
    private const int TriesMax = 600;

    /// <summary>Makes the verb.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<long> seed = new("--seed") { Description = "Number of the first case.", DefaultValueFactory = _ => 1 };
        Option<double?> minutes = new("--minutes") { Description = "Goes on for so long." };
        Option<int?> cases = new("--cases") { Description = "Draws so many cases. Default: 200." };
        Option<string> output = new("--output", "-o")
        {
            Description = "Folder for what fails.",
            DefaultValueFactory = _ => Path.Combine("results", "fuzz"),
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
        if (seed < 0 || cases is <= 0 || minutes is <= 0 || (cases is not null && minutes is not null))
        {
            terminal.Error.WriteLine("error: the seed is 0 or more, and the length is either --cases or --minutes, above 0");
            return ExitCodes.BadInput;
        }

        Stopwatch watch = Stopwatch.StartNew();
        CaseJudge judge = new();
        SortedDictionary<string, int> failures = new(StringComparer.Ordinal);
        int done = 0;
        bool GoesOn() => !terminal.Interrupted.IsCancellationRequested
            && (minutes is { } limit ? watch.Elapsed.TotalMinutes < limit : done < (cases ?? 200));
        while (GoesOn())
        {
            FuzzCase drawn = CaseGenerator.Draw(seed + done);
            done++;
            if (judge.Judge(drawn) is not { } failure)
            {
                continue;
            }

            // One small example of every sort of failure is enough.
            failures[failure.Kind] = failures.GetValueOrDefault(failure.Kind) + 1;
            if (failures[failure.Kind] == 1)
            {
                Keep(terminal, output, drawn, failure);
            }
        }

        terminal.Out.WriteLine(
            FormattableString.Invariant($"{done:N0} cases from seed {seed}, {judge.Operations:N0} operations ")
            + FormattableString.Invariant($"({judge.Refusals:N0} refused by the API), ")
            + FormattableString.Invariant($"{judge.Checks:N0} checks of the invariants, {watch.Elapsed.TotalSeconds:0} s"));
        terminal.Out.WriteLine("What Nova leaves behind, seen and named:");
        foreach ((string cause, long count) in judge.Leaks)
        {
            terminal.Out.WriteLine(FormattableString.Invariant($"  {count,7:N0}  {cause}"));
        }

        terminal.Out.WriteLine(failures.Count == 0 ? "Nothing is wrong." : "What is wrong:");
        foreach ((string kind, int count) in failures)
        {
            terminal.Out.WriteLine(FormattableString.Invariant($"  {count,5:N0}  {kind}"));
        }

        return failures.Count > 0 ? ExitCodes.InternalError : terminal.Interrupted.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private static void Keep(Terminal terminal, string output, FuzzCase drawn, CaseFailure failure)
    {
        FuzzCase small = new CaseShrinker(new CaseJudge().Judge, TriesMax).Shrink(drawn, failure);
        CaseFailure told = new CaseJudge().Judge(small) ?? failure;
        Directory.CreateDirectory(output);
        string path = Path.Combine(output, FormattableString.Invariant($"case-{drawn.Seed}.yaml"));
        StringBuilder text = new();
        foreach (string line in told.Text.Split('\n'))
        {
            text.Append("# ").Append(line.TrimEnd()).Append('\n');
        }

        text.Append(FuzzYaml.Write(small));
        foreach (object item in (object[])[.. small.Steps, .. small.Faults])
        {
            text.Append("# ").Append(item).Append('\n');
        }

        File.WriteAllText(path, text.ToString());
        terminal.Out.WriteLine($"case {drawn.Seed}: {told.Kind}; shrunk to {path}");
    }
}
