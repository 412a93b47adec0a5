using Model.Servers;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Gathers what happened in a run, in the order of time.</summary>
internal static class RunEvents
{
    /// <summary>The events; at one instant in the order of <see cref="RunEventKind"/>.</summary>
    public static IReadOnlyList<RunEvent> Of(Scenario scenario, RunObserver observer, TimeSpan end)
    {
        List<RunEvent> events = [];
        foreach (ServerRecord server in observer.Servers)
        {
            if (server.ActiveAt is { } active)
            {
                events.Add(new RunEvent(active, RunEventKind.Started, server.Name, $"{server.Flavor} started on {server.Host}"));
            }

            if (server.State == ServerState.Deleted && server.EndedAt is { } gone)
            {
                events.Add(new RunEvent(gone, RunEventKind.Deleted, server.Name, "deleted"));
            }
        }

        events.AddRange(observer.Failures.Select(failure => new RunEvent(
            failure.At, failure.Final ? RunEventKind.Refused : RunEventKind.Retried, failure.Server, failure.Reason)));
        events.AddRange(observer.Moves.Select(move => new RunEvent(move.BeganAt, RunEventKind.Moved, move.Server, Words(move))));
        events.AddRange(scenario.Operations.Where(operation => operation.At <= end).Select(operation => new RunEvent(
            operation.At, RunEventKind.Operated, operation.Target, Words(operation.Kind.ToString()))));
        return [.. events.OrderBy(item => item.At).ThenBy(item => item.Kind)];
    }

    private static string Words(MoveRecord record)
    {
        Migration move = record.Move;
        return $"{Words(move.Type.ToString())} from {move.Source} to {move.Destination ?? "nowhere"}: {Words(move.Status.ToString())}";
    }

    /// <summary>Cuts a name in camel case into words.</summary>
    private static string Words(string name) => string.Concat(name.Select((letter, place) =>
        (char.IsUpper(letter) && place > 0 ? " " : "") + char.ToLowerInvariant(letter)));
}
