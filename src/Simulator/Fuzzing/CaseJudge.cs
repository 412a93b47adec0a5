using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;
using Simulator.Flows;
using Simulator.Metrics;

namespace Simulator.Fuzzing;

/// <summary>
/// Runs a case three times: with the invariants watched; again, on another thread and where numbers and dates are written otherwise; and at the
/// same time as that without the scheduler's tables. All three must be alike.
/// </summary>
/// <param name="prepares">Told of every run before it starts, or null.</param>
internal sealed class CaseJudge(Action<CloudRun>? prepares = null)
{
    private static readonly CultureInfo Elsewhere = MakeElsewhere();

    /// <summary>Operations of first runs.</summary>
    public long Operations { get; private set; }

    /// <summary>Operations that the API or a starting service refused, in first runs.</summary>
    public long Refusals { get; private set; }

    /// <summary>Servers asked for in first runs.</summary>
    public long Servers { get; private set; }

    /// <summary>Faults that struck in first runs.</summary>
    public long Faults { get; private set; }

    /// <summary>Times the invariants were checked, in first runs.</summary>
    public long Checks { get; private set; }

    /// <summary>Cases whose first services refused to start, so that nothing was run.</summary>
    public long NotStarted { get; private set; }

    /// <summary>What Nova left behind in first runs, by cause.</summary>
    public SortedDictionary<string, long> Leaks { get; } = new(StringComparer.Ordinal);

    /// <summary>Operations that were not refused, in first runs, by kind.</summary>
    public SortedDictionary<string, long> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>Judges a case.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public CaseFailure? Judge(FuzzCase drawn)
    {
        try
        {
            CaseRun run = CaseRun.Run(drawn, prepares);
            Count(run);
            CaseRun? again = null;
            ExceptionDispatchInfo? error = null;
            System.Threading.Thread other = new(() =>
            {
                try
                {
                    System.Threading.Thread.CurrentThread.CurrentCulture = Elsewhere;
                    again = CaseRun.Run(drawn, prepares);
                }
                catch (Exception exception) when (exception is not OutOfMemoryException)
                {
                    error = ExceptionDispatchInfo.Capture(exception);
                }
            });
            other.Start();
            string slow;
            try
            {
                slow = CaseRun.Run(drawn, prepares, usesFastPath: false).Outcome;
            }
            finally
            {
                other.Join();
            }

            error?.Throw();
            return Compare("the same run", run.Outcome, again!.Outcome) ?? Compare("a run without the scheduler's tables", run.Outcome, slow);
        }
        catch (CloudStartException)
        {
            // A service may refuse what was drawn.
            NotStarted++;
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new CaseFailure(KindOf(exception), exception.ToString());
        }
    }

    /// <summary>A culture that shows wherever something is written or read without one.</summary>
    private static CultureInfo MakeElsewhere()
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.DateSeparator = ".";
        return culture;
    }

    private void Count(CaseRun run)
    {
        foreach (LeakRow leak in run.Result.Leaks)
        {
            Leaks[leak.Cause] = Leaks.GetValueOrDefault(leak.Cause) + 1;
        }

        foreach (OperationRow operation in run.Result.Operations.Where(operation => operation.Outcome != "refused"))
        {
            Done[operation.Operation] = Done.GetValueOrDefault(operation.Operation) + 1;
        }

        Operations += run.Result.Operations.Count;
        Servers += run.Result.Servers.Count;
        Refusals += run.Refusals;
        Faults += run.Faults;
        Checks += run.Checks;
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
        Exception inner = exception.GetBaseException();
        if (inner is InvariantException broken)
        {
            return broken.Rule;
        }

        if (inner is InvalidDataException)
        {
            // The place in the file is another one when the case is smaller.
            return "invalid scenario: " + inner.Message[(inner.Message.IndexOf(' ') + 1)..];
        }

        string? place = inner.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Simulator.", StringComparison.Ordinal)
            || line.Contains("Model.", StringComparison.Ordinal));
        StringBuilder kind = new(inner.GetType().Name);
        kind.Append(' ').Append(place?.Trim().Split(" in ")[0]);
        return kind.ToString();
    }
}
