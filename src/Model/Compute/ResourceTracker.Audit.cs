using Model.Numa;
using Model.Servers;

namespace Model.Compute;

/// <content>The audit that counts everything anew from the database (<c>update_available_resource</c>).</content>
public sealed partial class ResourceTracker
{
    private readonly List<Migration> _ended = [];

    /// <summary>Completes the start of the service: the first audit.</summary>
    /// <exception cref="NovaException">
    /// The service refuses to start: <c>PlacementPciException</c> and its kin, <c>ReshapeFailed</c>, <c>ResourceProviderSyncFailed</c>.
    /// </exception>
    public void Start() => Audit();

    /// <summary>
    /// Counts guests and moves anew from the database, frees the devices of every server that is neither here nor moving, and tells
    /// Placement. Nova does it every minute; it changes nothing where nothing has gone wrong.
    /// </summary>
    /// <exception cref="NovaException">Placement refused; what was counted stays counted.</exception>
    public void Audit()
    {
        _states.Clear();
        IReadOnlyList<Instance> guests = _database.On(Host);
        IReadOnlyList<Migration> moves = _database.MigrationsHolding(Host);
        CountGuests(guests, moves);
        CountMoves(moves);
        if (!IsNewNode)
        {
            DeleteAllocationsOfDeletedServers(moves);
        }

        Pci.Clean([.. guests.Select(guest => guest.Uuid), .. moves.Select(move => move.Instance.Uuid)]);
        Update();
        IsNewNode = false;
    }

    /// <summary>
    /// Moves that the last audit found out of date and put in error: which of a server's moves is its latest, and counts, may have changed for the
    /// other hosts as well.
    /// </summary>
    public IReadOnlyList<Migration> EndedMoves => _ended;

    private void CountGuests(IReadOnlyList<Instance> guests, IReadOnlyList<Migration> moves)
    {
        _tracked.Clear();
        ResetUsage();
        foreach (Instance guest in guests)
        {
            if (guest.AllowsResourceRemoval)
            {
                continue;
            }

            // A server that has arrived counts with what it got here, even before its record says so.
            InstanceNumaTopology? own = guest.Numa;
            bool hasArrived = moves.Any(move => move.Instance == guest && move.HasDestinationNode && move.Destination == Host);
            if (hasArrived && guest.MigrationContext is { } context)
            {
                guest.Numa = context.NewNuma;
            }

            Count(guest);
            guest.Numa = own;
        }
    }

    private void CountMoves(IReadOnlyList<Migration> moves)
    {
        _moves.Clear();
        _ended.Clear();
        OrderedDictionary<string, Migration> latest = new(StringComparer.Ordinal);
        foreach (Migration move in moves)
        {
            if (!move.Instance.IsInResizeState && !move.Instance.IsLiveMigrating)
            {
                continue;
            }

            if (!latest.TryGetValue(move.Instance.Uuid, out Migration? other) || move.LastChange > other.LastChange)
            {
                latest[move.Instance.Uuid] = move;
            }
        }

        foreach (Migration move in latest.Values)
        {
            if (move.Instance.MigrationContext is { } context && context.Migration != move)
            {
                // A stale record of a move that never ended.
                if (move.Status != MigrationStatus.Error)
                {
                    move.Status = MigrationStatus.Error;
                    _ended.Add(move);
                }

                continue;
            }

            Count(move.Instance, move);
        }
    }

    private void DeleteAllocationsOfDeletedServers(IReadOnlyList<Migration> moves)
    {
        foreach (string consumer in _providers?.RootConsumers() ?? [])
        {
            if (!_tracked.Contains(consumer) && !moves.Any(move => move.Uuid == consumer) && _database.Find(consumer) is { IsDeleted: true })
            {
                _providers!.DeleteAllocations(consumer);
            }
        }
    }
}
