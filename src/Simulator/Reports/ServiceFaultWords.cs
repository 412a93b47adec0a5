using Simulator.Metrics;

namespace Simulator.Reports;

/// <summary>Says what missing and slow services, lost messages and places that broke by chance did to a run.</summary>
internal static class ServiceFaultWords
{
    /// <summary>One sentence; none where nothing of this happened.</summary>
    public static string? Of(ServiceFaultFigures faults)
    {
        List<string> parts = [];
        if (faults.PlacementAwaySeconds > 0)
        {
            string lost = faults.PlacementWritesLost > 0
                ? $", and {Verdict.Count(faults.PlacementWritesLost, "write", "writes")} to it were given up" : "";
            parts.Add($"Placement was away for {Length(faults.PlacementAwaySeconds)}{lost}");
        }

        if (faults.SlowSeconds > 0)
        {
            parts.Add($"services were slow for {Length(faults.SlowSeconds)}");
        }

        if (faults.MessagesLost > 0)
        {
            parts.Add($"{Verdict.Count(faults.MessagesLost, "message was", "messages were")} lost");
        }

        if (faults.PointsFailed > 0)
        {
            parts.Add($"a step broke by chance {Verdict.Count(faults.PointsFailed, "time", "times")}");
        }

        if (parts.Count == 0)
        {
            return null;
        }

        string sentence = string.Join("; ", parts);
        return string.Concat(char.ToUpperInvariant(sentence[0]).ToString(), sentence.AsSpan(1), ".");
    }

    private static string Length(double seconds) => Verdict.Length(TimeSpan.FromSeconds(seconds));
}
