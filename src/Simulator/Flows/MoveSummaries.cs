using Model;
using Model.Placement;
using Model.Servers;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Turns what became of moves and operations into rows of the results.</summary>
internal static class MoveSummaries
{
    /// <summary>The row of a move.</summary>
    public static MigrationRow ToRow(MoveRecord record) => new()
    {
        Server = record.Server,
        Type = record.Move.Type.ToName(),
        Status = record.Move.Status.ToName(),
        Source = record.Move.Source,
        Destination = record.Move.Destination ?? "",
        OldFlavor = record.Move.OldFlavor,
        NewFlavor = record.Move.NewFlavor,
        BeganS = record.BeganAt.TotalSeconds,
        EndedS = record.EndedAt?.TotalSeconds,
        TotalS = record.Report?.TotalTime.TotalSeconds,
        DowntimeMs = record.Downtime?.TotalMilliseconds,
        UnpluggedMs = record.Unplugged?.TotalMilliseconds,
        BytesMoved = record.Report?.BytesMoved,
        Rounds = record.Report?.Rounds.Count,
        Cause = record.Cause is { } cause ? $"{cause.Name}: {cause.Message}" : "",
    };

    /// <summary>The row of an operation.</summary>
    public static OperationRow ToRow(OperationRecord record)
    {
        NovaException? refusal = record.Outcome.Refusal ?? record.StartError;
        return new OperationRow
        {
            TimeS = record.Operation.At.TotalSeconds,
            Operation = record.Operation.Kind.ToName(),
            Target = record.Operation.Target,
            Status = record.Operation.Kind.IsOnServer() || record.Outcome.Refusal is not null ? record.Outcome.Status : null,
            Outcome = refusal is not null ? "refused" : record.Errors.Count > 0 ? "failed" : "accepted",
            Error = refusal?.Name ?? (record.Errors.Count > 0 ? record.Errors[0].Error : ""),
            Message = refusal?.Message ?? string.Join("; ", record.Errors.Select(error => $"{error.Method} on {error.Where}: {error.Error}")),
            EndedS = record.EndedAt?.TotalSeconds,
        };
    }

    /// <summary>Moves by kind and outcome, most frequent first.</summary>
    public static IReadOnlyList<MigrationCount> Count(IReadOnlyList<MoveRecord> moves) =>
    [
        .. moves.GroupBy(move => (Type: move.Move.Type.ToName(), Status: move.Move.Status.ToName(), Cause: move.Cause?.Name ?? ""))
            .Select(group => new MigrationCount(group.Key.Type, group.Key.Status, group.Key.Cause, group.Count()))
            .OrderByDescending(count => count.Count)
            .ThenBy(count => count.Type, StringComparer.Ordinal)
            .ThenBy(count => count.Status, StringComparer.Ordinal)
            .ThenBy(count => count.Cause, StringComparer.Ordinal),
    ];

    /// <summary>Traits and allocations by the names of providers, servers and moves.</summary>
    public static PlacementAccounts Accounts(Cloud cloud, IReadOnlyList<MoveRecord> moves, IEnumerable<Server> servers)
    {
        Dictionary<string, string> consumers = servers.ToDictionary(server => server.Uuid, server => server.Record.Name, StringComparer.Ordinal);
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (MoveRecord move in moves)
        {
            int number = numbers.GetValueOrDefault(move.Server) + 1;
            numbers[move.Server] = number;
            consumers[move.Move.Uuid] = FormattableString.Invariant($"{move.Server}/{number}");
        }

        List<KeyValuePair<string, IReadOnlyList<string>>> traits = [];
        List<AllocationRow> allocations = [];
        foreach (ResourceProvider provider in cloud.Placement.Providers)
        {
            traits.Add(new(provider.Name, [.. cloud.Placement.GetTraits(provider.Uuid).Order(StringComparer.Ordinal)]));
            foreach (ProviderHolding holding in cloud.Placement.GetProviderAllocations(provider.Uuid))
            {
                string consumer = consumers.GetValueOrDefault(holding.ConsumerUuid, holding.ConsumerUuid);
                allocations.Add(new AllocationRow(consumer, provider.Name, holding.ResourceClass, holding.Amount));
            }
        }

        return new PlacementAccounts(traits, allocations);
    }
}
