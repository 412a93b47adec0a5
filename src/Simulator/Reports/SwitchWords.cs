using System.Globalization;
using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says what another configuration of the controllers changed: what hosts turned down and what was refused before and after.</summary>
internal static class SwitchWords
{
    /// <summary>The sentence.</summary>
    /// <param name="result">The run.</param>
    /// <param name="campaign">The campaign that switched.</param>
    /// <param name="at">When it did, in seconds from the start.</param>
    public static string Of(RunResult result, string campaign, double at) =>
        $"{campaign}: before it, {Share(result, 0, at)}; after it, {Share(result, at, double.PositiveInfinity)}.";

    private static string Share(RunResult result, double from, double to)
    {
        bool IsWithin(TimeSpan instant) => instant.TotalSeconds >= from && instant.TotalSeconds < to;
        int asked = result.Servers.Count(server => IsWithin(server.RequestedAt));
        int retried = result.Failures.Count(failure => !failure.Final && IsWithin(failure.At));
        int refused = result.Failures.Count(failure => failure.Final && IsWithin(failure.At));
        string share = asked == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({100.0 * retried / asked:0.#}%)");
        return $"{Verdict.Count(asked, "server was", "servers were")} asked for and {Verdict.Count(refused, "was", "were")} refused, "
            + $"and {Verdict.Count(retried, "time", "times")}{share} a host turned down one that the scheduler had sent to it";
    }
}
