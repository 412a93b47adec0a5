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
        if (summary.Building > 0)
        {
            sentences.Add(Text($"{Count(summary.Building, "server was", "servers were")} still being built when the run ended."));
        }

        if (summary.Failures.Count > 0)
        {
            AddRefusals(sentences, result);
        }

        sentences.AddRange(CampaignWords.Of(result));

        // Without a request nothing was used, and "0% at the peak" would be no news.
        if (summary.Requested > 0 && summary.Utilization.MaxBy(use => use.Mean) is { } busiest)
        {
            sentences.Add(Text($"Busiest resource: {ResourceWords.Of(busiest.Resource)}, {busiest.Mean:P0} in use on average ")
                + Text($"and {busiest.Max:P0} at the peak."));
        }

        AddStranded(sentences, result);
        if (summary.Reschedules > 0)
        {
            sentences.Add($"{Count(summary.Reschedules, "time", "times")} a host turned down a server that the scheduler "
                + "had sent to it, and the next best host was tried.");
        }

        return sentences;
    }

    /// <summary>A length of time in the unit a person would choose.</summary>
    public static string Length(TimeSpan time) => time.TotalMinutes switch
    {
        > 0 and < 1.0 / 60 => Text($"{time.TotalMilliseconds:0.#} ms"),
        < 1 => Unit(time.TotalSeconds, "second"),
        < 120 => Unit(time.TotalMinutes, "minute"),
        < 72 * 60 => Unit(time.TotalHours, "hour"),
        _ => Unit(time.TotalDays, "day"),
    };

    /// <summary>A number with its noun in the right form, for example <c>1 host</c> or <c>1,213 hosts</c>.</summary>
    public static string Count(long number, string one, string many) => Text($"{number:N0} {(number == 1 ? one : many)}");

    private static string Outcome(RunSummary summary)
    {
        string length = Length(TimeSpan.FromSeconds(summary.SimulatedS)) + (summary.Interrupted ? " (interrupted)" : "");
        string hosts = Count(summary.Hosts, "host", "hosts");
        if (summary.Requested == 0)
        {
            return $"No server was asked for in {length} on {hosts}.";
        }

        if (summary.Failed == 0)
        {
            return summary.Requested == 1
                ? $"The one server asked for in {length} was not refused, on {hosts}."
                : Text($"None of the {summary.Requested:N0} servers asked for in {length} was refused, on {hosts}.");
        }

        return summary.Requested == 1
            ? $"The one server asked for in {length} on {hosts} was refused."
            : Text($"Of {summary.Requested:N0} servers asked for in {length} on {hosts}, ")
                + Text($"{Were(summary.Failed)} refused ({summary.FailedShare:P1}).");
    }

    private static void AddRefusals(List<string> sentences, RunResult result)
    {
        RunSummary summary = result.Summary;
        IReadOnlyList<CauseGroup> causes = CauseGroup.Of(summary.Failures);
        CauseGroup first = causes[0];
        sentences.Add(causes.Count == 1
            ? $"The cause: {first.Words}."
            : Text($"Most frequent cause, {first.Count:N0} of {summary.Failed:N0} refusals: {first.Words}."));
        IReadOnlyList<FlavorOutcome> flavors = FlavorOutcome.Of(result.Servers);
        if (flavors.Count > 1)
        {
            FlavorOutcome worst = flavors[0];
            sentences.Add(Text($"Most refusals by flavor: {worst.Flavor}, {worst.Failed:N0} of {worst.Requested:N0} ")
                + Text($"refused ({(double)worst.Failed / worst.Requested:P1})."));
        }
    }

    /// <summary>The kind of device that is most out of reach, if as much as half a device is on average.</summary>
    private static void AddStranded(List<string> sentences, RunResult result)
    {
        IGrouping<string, StrandedSum>? worst = result.Summary.Stranded.Where(sum => !ResourceWords.IsCpu(sum.Kind))
            .GroupBy(sum => sum.Kind, StringComparer.Ordinal).MaxBy(kind => kind.Sum(sum => sum.Mean));
        if (worst is null || worst.Sum(sum => sum.Mean) < 0.5)
        {
            return;
        }

        StrandedSum main = worst.MaxBy(sum => sum.Mean)!;
        int devices = result.Devices.Count(device => $"{device.VendorId}:{device.ProductId}" == worst.Key);
        sentences.Add(Text($"Free but out of reach of those who want them: on average {worst.Sum(sum => sum.Mean):0.#} of {devices:N0} devices ")
            + $"{ResourceWords.Of(worst.Key)}; main cause: {main.Cause}.");
    }

    private static string Were(int number) => Text($"{number:N0} {(number == 1 ? "was" : "were")}");

    private static string Unit(double value, string unit)
    {
        string number = value.ToString("#,0.#", CultureInfo.InvariantCulture);
        return $"{number} {unit}{(number == "1" ? "" : "s")}";
    }

    // .NET's invariant culture writes "12 %"; the report writes "12%".
    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
