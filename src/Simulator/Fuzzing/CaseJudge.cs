using System.Text;
using Simulator.Flows;
using Simulator.Metrics;

namespace Simulator.Fuzzing;

/// <summary>Runs a case three times: with the invariants watched, again, and without the scheduler's tables. All three must be alike.</summary>
internal sealed class CaseJudge
{
    /// <summary>Operations begun in first runs.</summary>
    public long Operations { get; private set; }

    /// <summary>Operations that the API refused, in first runs.</summary>
    public long Refusals { get; private set; }

    /// <summary>Times the invariants were checked, in first runs.</summary>
    public long Checks { get; private set; }

    /// <summary>What Nova left behind in first runs, by cause.</summary>
    public SortedDictionary<string, long> Leaks { get; } = new(StringComparer.Ordinal);

    /// <summary>Judges a case.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public CaseFailure? Judge(FuzzCase drawn)
    {
        try
        {
            (CaseRun run, string first) = CaseRun.Run(drawn);
            foreach (LeakRow leak in run.Result.Leaks)
            {
                Leaks[leak.Cause] = Leaks.GetValueOrDefault(leak.Cause) + 1;
            }

            Operations += run.Operations;
            Refusals += run.Refusals;
            Checks += run.Checks;
            return Compare("the same run", first, CaseRun.Run(drawn).Outcome)
                ?? Compare("a run without the scheduler's tables", first, CaseRun.Run(drawn, usesFastPath: false).Outcome);
        }
        catch (CloudStartException)
        {
            // A service may refuse what was drawn.
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new CaseFailure(KindOf(exception), exception.ToString());
        }
    }

    private static CaseFailure? Compare(string what, string first, string second)
    {
        if (first == second)
        {
            return null;
        }

        string[] left = first.Split('\n');
        string[] right = second.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }

        string Line(string[] lines) => line < lines.Length ? lines[line] : "(nothing)";
        return new CaseFailure("difference: " + what, $"{what} came out differently\n{Line(left)}\n{Line(right)}");
    }

    /// <summary>The innermost error, without what differs from case to case.</summary>
    private static string KindOf(Exception exception)
    {
        Exception inner = exception;
        while (inner.InnerException is { } deeper)
        {
            inner = deeper;
        }

        if (inner is InvariantException broken)
        {
            return broken.Rule;
        }

        string? place = inner.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Simulator.", StringComparison.Ordinal)
            || line.Contains("Model.", StringComparison.Ordinal));
        StringBuilder kind = new(inner.GetType().Name);
        kind.Append(' ').Append(place?.Trim().Split(" in ")[0]);
        return kind.ToString();
    }
}
