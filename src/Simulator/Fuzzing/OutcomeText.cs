using System.Text;
using System.Text.Json;
using Simulator.Metrics;

namespace Simulator.Fuzzing;

/// <summary>Everything that came out of a run as one text, so that two runs can be compared byte by byte.</summary>
internal static class OutcomeText
{
    /// <summary>The text.</summary>
    public static string Of(RunResult result)
    {
        StringBuilder text = new();
        Add(text, result.Servers);
        Add(text, result.Failures);
        Add(text, result.Operations);
        Add(text, result.Migrations);
        Add(text, result.Campaigns);
        Add(text, result.Hosts);
        Add(text, result.NumaNodes);
        Add(text, result.Devices);
        Add(text, result.Ports);
        Add(text, result.Providers);
        Add(text, result.Headroom);
        Add(text, result.Leaks);
        Add(text, [result.Summary]);
        return text.ToString();
    }

    private static void Add<T>(StringBuilder text, IEnumerable<T> rows)
    {
        foreach (T row in rows)
        {
            text.Append(JsonSerializer.Serialize(row)).Append('\n');
        }
    }
}
