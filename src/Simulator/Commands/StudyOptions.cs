using System.CommandLine;
using Simulator.Metrics;

namespace Simulator.Commands;

/// <summary>What the verbs of studies have in common.</summary>
internal static class StudyOptions
{
    /// <summary>The result folder.</summary>
    public static Option<string?> Output() => new("--output", "-o", "--out")
    {
        Description = "The result folder; finished runs in it are not run again. Default: results/<study name>.",
        HelpName = "DIR",
    };

    /// <summary>The number of threads.</summary>
    public static Option<int> Threads()
    {
        Option<int> threads = new("--threads", "-j")
        {
            Description = "Runs at the same time; the result is the same with any number. Default: one a processor.",
            HelpName = "N",
            DefaultValueFactory = _ => System.Environment.ProcessorCount,
        };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--threads must be 1 or more");
            }
        });
        return threads;
    }

    /// <summary>Opens the result folder; a problem is printed.</summary>
    public static bool TryOpen(Terminal terminal, string target, out ResultFolder folder)
    {
        try
        {
            folder = ResultFolder.Open(target);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"error: cannot write to the result folder '{target}': {problem.Message}");
            folder = null!;
            return false;
        }
    }
}
