using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says in a few sentences what a run showed; the same sentences stand on the terminal and in the report.</summary>
public static class Verdict
{
    /// <summary>The sentences, most important first.</summary>
    public static IReadOnlyList<string> Of(RunResult result)
    {
        RunSummary summary = result.Summary;
        List<string> sentences = [Outcome(summary)];
        if (summary.Failures.Count > 0)
        {
            ReasonCount first = summary.Failures[0];
            sentences.Add(Text($"The most frequent cause: {first.Reason} ({first.Count} of {summary.Failed} refusals, at {first.Stage})."));
            FlavorOutcome worst = FlavorOutcome.Of(result.Servers)[0];
            sentences.Add(Text(
                $"Hardest hit: flavor {worst.Flavor}, {worst.Failed} of {worst.Requested} refused ({Percent(worst.Failed, worst.Requested)})."));
        }

        ResourceUse? busiest = summary.Utilization.MaxBy(use => use.Mean);
        if (busiest is not null)
        {
            sentences.Add(Text($"The busiest resource was {busiest.Resource}: {busiest.Mean:P0} in use on average, {busiest.Max:P0} at the peak."));
        }

        if (summary.Reschedules > 0)
        {
            sentences.Add(Text($"{summary.Reschedules} times a host refused a server that the scheduler had sent it, and another was tried."));
        }

        return sentences;
    }

    private static string Outcome(RunSummary summary)
    {
        string length = Length(TimeSpan.FromSeconds(summary.SimulatedS)) + (summary.Interrupted ? " (interrupted)" : "");
        return summary.Requested == 0
            ? Text($"No server was asked for in {length}.")
            : summary.Failed == 0
                ? Text($"All {summary.Requested:N0} servers asked for in {length} found a place on {Hosts(summary)}.")
                : Text($"Of {summary.Requested:N0} servers asked for in {length} on {Hosts(summary)}, {summary.Failed:N0} ")
                    + (summary.Failed == 1 ? "was" : "were") + Text($" refused ({summary.FailedShare:P1}).");
    }

    /// <summary>A length of time in the unit a person would choose.</summary>
    public static string Length(TimeSpan time) => time.TotalHours switch
    {
        < 2 => Text($"{time.TotalMinutes:0.#} minutes"),
        < 72 => Text($"{time.TotalHours:0.#} hours"),
        _ => Text($"{time.TotalDays:0.#} days"),
    };

    private static string Hosts(RunSummary summary) => summary.Hosts == 1 ? "1 host" : Text($"{summary.Hosts:N0} hosts");

    private static string Percent(int part, int whole) => Text($"{(double)part / whole:P0}");

    // .NET's invariant culture writes "12 %"; the report writes "12%".
    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
