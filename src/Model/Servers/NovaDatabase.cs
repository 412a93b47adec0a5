using Model.Compute;

namespace Model.Servers;

/// <summary>Nova's record of servers and moves, which all services share. Mutable; not safe for concurrent use.</summary>
public sealed class NovaDatabase
{
    private static readonly IReadOnlyList<Instance> NoInstances = [];

    private readonly Dictionary<string, Instance> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Instance>> _byHost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Migration>> _migrationsByHost = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Migration>> _migrationsByInstance = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResourceTracker> _trackers = new(StringComparer.Ordinal);
    private readonly Func<int, string> _newMigrationUuid;
    private int _migrationCount;
    private int _changes;

    /// <summary>An empty database.</summary>
    /// <param name="newMigrationUuid">Makes the uuid of the n-th move, from 1.</param>
    public NovaDatabase(Func<int, string> newMigrationUuid) => _newMigrationUuid = newMigrationUuid;

    /// <summary>
    /// Told of every host whose next audit counts something otherwise because a move began, changed its state, or took a server away; or null.
    /// </summary>
    public Action<string>? Concerned { get; set; }

    /// <summary>Moves begun so far.</summary>
    public int MigrationCount => _migrationCount;

    /// <summary>Names the service that runs, or last ran, on its host: it knows what the database holds of the host's devices.</summary>
    internal void SetTracker(ResourceTracker tracker) => _trackers[tracker.Host] = tracker;

    /// <summary>Adds what the database holds of a server's devices on a host.</summary>
    internal void AddDevices(string host, string instanceUuid, List<InstanceDevice> found) => _trackers[host].AddStoredDevices(instanceUuid, found);

    /// <summary>Records a server.</summary>
    public void Add(Instance instance)
    {
        instance.Database = this;
        _instances.Add(instance.Uuid, instance);
    }

    /// <summary>The server of that uuid, deleted ones included; null when it never existed.</summary>
    public Instance? Find(string uuid) => _instances.GetValueOrDefault(uuid);

    /// <summary>Servers whose record names the host, in the order in which they came.</summary>
    public IReadOnlyList<Instance> On(string host) => _byHost.GetValueOrDefault(host) ?? NoInstances;

    /// <summary>Puts a server's record on a host, or on none.</summary>
    public void SetHost(Instance instance, string? host)
    {
        if (instance.Host == host)
        {
            return;
        }

        if (instance.Host is { } old)
        {
            _byHost[old].Remove(instance);
            Concerned?.Invoke(old);
        }

        instance.Host = host;
        if (host is not null && !instance.IsDeleted)
        {
            ListOf(_byHost, host).Add(instance);
        }
    }

    /// <summary>Deletes a server's record, and with it those of its moves.</summary>
    public void Delete(Instance instance)
    {
        if (instance.Host is { } host)
        {
            _byHost[host].Remove(instance);
        }

        instance.IsDeleted = true;
        if (_migrationsByInstance.Remove(instance.Uuid, out List<Migration>? moves))
        {
            foreach (Migration move in moves)
            {
                Forget(move);
            }
        }
    }

    /// <summary>Records a move from the server's present host.</summary>
    public Migration AddMigration(Instance instance, MigrationType type, string newFlavor, MigrationStatus status)
    {
        int number = ++_migrationCount;
        Migration migration = new(Change)
        {
            Uuid = _newMigrationUuid(number),
            Number = number,
            Instance = instance,
            Type = type,
            OldFlavor = instance.Flavor.Name,
            NewFlavor = newFlavor,
            Source = instance.Host!,
            Status = status,
        };
        ListOf(_migrationsByInstance, instance.Uuid).Add(migration);
        ListOf(_migrationsByHost, migration.Source).Add(migration);
        return migration;
    }

    /// <summary>Records where a move goes to.</summary>
    /// <param name="migration">The move.</param>
    /// <param name="host">The host, or null for none yet.</param>
    /// <param name="withNode">Whether the node is known too; without it the move does not count for the host's resources.</param>
    public void SetDestination(Migration migration, string? host, bool withNode)
    {
        if (migration.Destination is { } old && old != migration.Source && old != host)
        {
            ListOf(_migrationsByHost, old).Remove(migration);
        }

        if (host is not null && host != migration.Source && host != migration.Destination)
        {
            ListOf(_migrationsByHost, host).Add(migration);
        }

        migration.Destination = host;
        migration.HasDestinationNode = withNode;
    }

    /// <summary>The moves of a server in order of creation.</summary>
    public IReadOnlyList<Migration> MigrationsOf(Instance instance) =>
        _migrationsByInstance.TryGetValue(instance.Uuid, out List<Migration>? found) ? found : [];

    /// <summary>The move of a server that has the given status, or null.</summary>
    public Migration? FindMigration(Instance instance, MigrationStatus status) =>
        MigrationsOf(instance).FirstOrDefault(migration => migration.Status == status);

    /// <summary>
    /// The moves from or to a host for which the audit keeps resources, in order of creation
    /// (<c>nova/db/main/api.py</c>, migration_get_in_progress_and_error_by_host_and_node).
    /// </summary>
    public IReadOnlyList<Migration> MigrationsHolding(string host) =>
        [.. MovesOf(host).Where(move => move.HoldsResources && ((move.Source == host && move.HasSourceNode)
            || (move.Destination == host && move.HasDestinationNode))).OrderBy(move => move.Number)];

    /// <summary>Evacuations away from a host that its service has not cleaned up after yet, in order of creation.</summary>
    public IReadOnlyList<Migration> EvacuationsFrom(string host) =>
        [.. MovesOf(host).Where(move => move.Type == MigrationType.Evacuation && move.Source == host
            && move.Status is MigrationStatus.Accepted or MigrationStatus.PreMigrating or MigrationStatus.Done).OrderBy(move => move.Number)];

    private int Change(Migration migration)
    {
        Concerned?.Invoke(migration.Source);
        if (migration.Destination is { } destination && migration.HasDestinationNode)
        {
            Concerned?.Invoke(destination);
        }

        return ++_changes;
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            list = [];
            lists.Add(key, list);
        }

        return list;
    }

    /// <summary>The moves of a host; those that will never matter again are dropped on the way.</summary>
    private List<Migration> MovesOf(string host)
    {
        List<Migration> moves = ListOf(_migrationsByHost, host);
        moves.RemoveAll(static move => !move.HoldsResources && !(move.Type == MigrationType.Evacuation && move.Status == MigrationStatus.Done));
        return moves;
    }

    private void Forget(Migration move)
    {
        ListOf(_migrationsByHost, move.Source).Remove(move);
        if (move.Destination is { } destination)
        {
            ListOf(_migrationsByHost, destination).Remove(move);
        }
    }
}
