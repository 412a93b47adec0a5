using System.Text;
using System.Text.Json;
using Simulator.Flows;
using Simulator.Metrics;

namespace Simulator.Fuzzing;

/// <summary>Everything that came out of a run as one text, so that two runs can be compared byte by byte.</summary>
internal static class OutcomeText
{
    /// <summary>The text.</summary>
    public static string Of(RunResult result, FlowContext context)
    {
        StringBuilder text = new();
        Add(text, result.Servers);
        Add(text, result.Failures);
        Add(text, result.Hosts);
        Add(text, result.Devices);
        Add(text, result.Providers);
        Add(text, result.Leaks);
        foreach (MoveRecord move in context.Observer.Moves)
        {
            text.Append(move.Server).Append(' ').Append(move.Move.Uuid).Append(' ').Append(move.Move.Status).Append(' ').Append(move.BeganAt)
                .Append(' ').Append(move.EndedAt).Append('\n');
        }

        text.Append(result.Summary.Events).Append('\n');
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
