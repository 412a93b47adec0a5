namespace Model.Placement;

/// <content>Consumers: who holds allocations.</content>
public sealed partial class PlacementStore
{
    /// <summary>Project and user of consumers written before microversion 1.8 (option <c>incomplete_consumer_project_id</c>).</summary>
    public const string IncompleteConsumerId = "00000000-0000-0000-0000-000000000000";

    private readonly Dictionary<string, int> _consumerByUuid = new(StringComparer.Ordinal);
    private readonly Stack<int> _freeConsumers = new();
    private string?[] _consumerUuid = [];
    private int[] _consumerGeneration = [];
    private int[] _consumerProject = [];
    private int[] _consumerUser = [];
    private int[] _consumerType = [];
    private int[] _consumerFirstAllocation = [];
    private int _consumerEnd;

    /// <summary>Number of consumers that have a record, with or without allocations.</summary>
    public int ConsumerCount => _consumerByUuid.Count;

    /// <summary>The consumers that hold allocations.</summary>
    public IReadOnlyList<ConsumerRecord> Consumers
    {
        get
        {
            List<ConsumerRecord> all = [];
            for (int consumer = 0; consumer < _consumerEnd; consumer++)
            {
                if (_consumerUuid[consumer] is not null && _consumerFirstAllocation[consumer] != None)
                {
                    all.Add(ConsumerSnapshot(consumer));
                }
            }

            return all;
        }
    }

    /// <summary>The consumer with its allocations; null if it has none, whether or not there is a record of it.</summary>
    public ConsumerRecord? GetAllocations(string consumerUuid) =>
        _consumerByUuid.TryGetValue(consumerUuid, out int consumer) && _consumerFirstAllocation[consumer] != None
            ? ConsumerSnapshot(consumer)
            : null;

    /// <summary>The generation a claim must name: null if there is no record of the consumer.</summary>
    public int? GetConsumerGeneration(string consumerUuid) =>
        _consumerByUuid.TryGetValue(consumerUuid, out int consumer) ? _consumerGeneration[consumer] : null;

    private ConsumerRecord ConsumerSnapshot(int consumer)
    {
        List<ProviderAllocation> allocations = [];
        for (int allocation = _consumerFirstAllocation[consumer]; allocation != None; allocation = _allocationNextOfConsumer[allocation])
        {
            int row = _allocationRow[allocation];
            allocations.Add(new ProviderAllocation(
                UuidOf(_rowProvider[row]), _classes.NameOf(_rowClass[row]), _allocationAmount[allocation]));
        }

        return new ConsumerRecord(
            _consumerUuid[consumer]!,
            _consumerGeneration[consumer],
            _projects.NameOf(_consumerProject[consumer]),
            _users.NameOf(_consumerUser[consumer]),
            _consumerType[consumer] == None ? UnknownConsumerType : _consumerTypes.NameOf(_consumerType[consumer]),
            allocations);
    }

    private int NewConsumer(string uuid)
    {
        if (!_freeConsumers.TryPop(out int consumer))
        {
            consumer = _consumerEnd++;
            Grow(ref _consumerUuid, _consumerEnd);
            Grow(ref _consumerGeneration, _consumerEnd);
            Grow(ref _consumerProject, _consumerEnd);
            Grow(ref _consumerUser, _consumerEnd);
            Grow(ref _consumerType, _consumerEnd);
            Grow(ref _consumerFirstAllocation, _consumerEnd);
        }

        _consumerUuid[consumer] = uuid;
        _consumerGeneration[consumer] = 0;
        _consumerType[consumer] = None;
        _consumerFirstAllocation[consumer] = None;
        _consumerByUuid.Add(uuid, consumer);
        return consumer;
    }

    private void RemoveConsumer(int consumer)
    {
        _consumerByUuid.Remove(_consumerUuid[consumer]!);
        _consumerUuid[consumer] = null;
        _freeConsumers.Push(consumer);
    }

    /// <summary>Writes who the claim says the consumer is; an untold type stays.</summary>
    private void DescribeConsumer(int consumer, ConsumerClaim claim)
    {
        _consumerProject[consumer] = _projects.FindOrAdd(claim.ProjectId ?? IncompleteConsumerId);
        _consumerUser[consumer] = _users.FindOrAdd(claim.ProjectId is null ? IncompleteConsumerId : claim.UserId ?? IncompleteConsumerId);
        if (claim.ConsumerType is { } type)
        {
            _consumerType[consumer] = _consumerTypes.FindOrAdd(type);
        }
    }
}
