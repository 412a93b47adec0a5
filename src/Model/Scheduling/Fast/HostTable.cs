using Model.Compute;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>
/// All hosts as one scheduler knows them, in columns: weights, and per kind of guest the filters' verdicts, each renewed only when a host
/// changes. From it a decision for an ordinary guest takes no look at hosts that stayed as they were. Not safe for concurrent use.
/// </summary>
public sealed class HostTable
{
    private static readonly RequestSpec Nobody = new() { Flavor = new Flavor { Name = "", Vcpus = 1, MemoryMb = 1 } };

    private readonly Func<int, ComputeNodeRecord, ServiceState, HostState> _make;
    private readonly ComputeNodeRecord?[] _records;
    private readonly ServiceState[] _services;
    private readonly ulong[] _isHindered;
    private readonly ulong[] _isStale;
    private readonly ulong[] _hasOwnMultipliers;
    private readonly List<int> _regrouped = [];
    private readonly SortedSet<int> _unsteady = [];
    private readonly List<int> _stale = [];
    private readonly List<HostTableRanking> _open = [];
    private readonly HostShapes _shapes;
    private HostState? _scratch;
    private int[] _roots = [];
    private int _hindered;
    private int _missing;
    private bool _isAligned;

    /// <summary>Makes a table without hosts; <see cref="Set"/> puts every one in its place.</summary>
    /// <param name="scheduler">The scheduler that decides from the table.</param>
    /// <param name="hosts">How many hosts there are. Their order is the one in which equal weights are tried: ascending name, ordinal.</param>
    /// <param name="make">Makes the state of the host at a place, with its aggregates and instances, for a request that looks at it.</param>
    public HostTable(FilterScheduler scheduler, int hosts, Func<int, ComputeNodeRecord, ServiceState, HostState> make)
    {
        Scheduler = scheduler;
        _make = make;
        _records = new ComputeNodeRecord?[hosts];
        _services = new ServiceState[hosts];
        _isHindered = new ulong[(hosts + 63) / 64];
        _isStale = new ulong[(hosts + 63) / 64];
        _hasOwnMultipliers = new ulong[(hosts + 63) / 64];
        _missing = hosts;
        Columns = [.. scheduler.TableRules.Kept.Select(weigher => new WeightColumn(weigher, hosts))];
        _shapes = new HostShapes(this);
    }

    /// <summary>How many hosts there are.</summary>
    public int Count => _records.Length;

    /// <summary>The scheduler that decides from the table.</summary>
    internal FilterScheduler Scheduler { get; }

    /// <summary>The weights that can be kept, in the weighers' order.</summary>
    internal WeightColumn[] Columns { get; }

    /// <summary>The places of hosts that changed, as they are worked in.</summary>
    internal ChangeLog Changes { get; } = new();

    /// <summary>Tells what the scheduler now knows of a host; nothing happens if that is what it knew.</summary>
    /// <param name="place">The host's place.</param>
    /// <param name="record">The node's record; always of the same node.</param>
    /// <param name="service">The state of its compute service.</param>
    public void Set(int place, ComputeNodeRecord record, ServiceState service)
    {
        if (ReferenceEquals(_records[place], record) && _services[place] == service)
        {
            return;
        }

        if (_records[place] is { } before)
        {
            foreach (HostTableRanking ranking in _open)
            {
                ranking.Remember(place, before, _services[place]);
            }
        }
        else
        {
            _missing--;
            _regrouped.Add(place);
        }

        _records[place] = record;
        _services[place] = service;
        MarkStale(place);
    }

    /// <summary>Tells that the host's aggregates changed.</summary>
    public void Regroup(int place)
    {
        _regrouped.Add(place);
        MarkStale(place);
    }

    /// <summary>A new state of the host at a place, as the table knows it.</summary>
    internal HostState StateOf(int place) => _make(place, _records[place]!, _services[place]);

    /// <summary>A new state of the host at a place, as it was.</summary>
    internal HostState StateOf(int place, ComputeNodeRecord record, ServiceState service) => _make(place, record, service);

    /// <summary>What is kept for a kind of guest.</summary>
    internal HostShape ShapeOf(RequestSpec request, AllocationCandidates answer, int[] groupOwners) =>
        _shapes.Find(request, answer.HasSuffixes ? answer.Shape : null, groupOwners);

    /// <summary>Works in all changes; false when a host stands in the way of keeping verdicts and weights, or roots and hosts differ.</summary>
    /// <param name="answer">Placement's answer, whose roots must be the hosts in the same order.</param>
    internal bool TryRefresh(AllocationCandidates answer)
    {
        if (_missing > 0)
        {
            return false;
        }

        foreach (int place in _regrouped)
        {
            Put(_hasOwnMultipliers, place, !Scheduler.TableRules.HasPlainMultipliers(StateOf(place)));
        }

        _regrouped.Clear();
        foreach (int place in _stale)
        {
            _isStale[place >> 6] &= ~(1UL << (place & 63));
            Refresh(place);
            Changes.Add(place, Count);
        }

        _stale.Clear();
        foreach (int place in _unsteady)
        {
            Changes.Add(place, Count);
        }

        if (!ReferenceEquals(answer.Set!.Roots, _roots))
        {
            _roots = answer.Set.Roots;
            _isAligned = _roots.Length == Count;
            for (int place = 0; _isAligned && place < Count; place++)
            {
                _isAligned = answer.IsHandleOf(_roots[place], _records[place]!.Uuid);
            }
        }

        return _isAligned && _hindered == 0;
    }

    /// <summary>A ranking is in use: it has to learn what hosts were before they changed.</summary>
    internal void Open(HostTableRanking ranking) => _open.Add(ranking);

    /// <summary>A ranking is not used any more.</summary>
    internal void Close(HostTableRanking ranking) => _open.Remove(ranking);

    private void MarkStale(int place)
    {
        ulong bit = 1UL << (place & 63);
        if ((_isStale[place >> 6] & bit) == 0)
        {
            _isStale[place >> 6] |= bit;
            _stale.Add(place);
        }
    }

    private void Refresh(int place)
    {
        ComputeNodeRecord record = _records[place]!;
        ServiceState service = _services[place];
        if (_scratch is null)
        {
            _scratch = new HostState(record, service);
        }
        else
        {
            _scratch.Renew(record, service);
        }

        foreach (WeightColumn column in Columns)
        {
            column.Set(place, _scratch, Nobody);
        }

        bool hasOwn = Has(_hasOwnMultipliers, place);
        _hindered += (hasOwn ? 1 : 0) - (Has(_isHindered, place) ? 1 : 0);
        Put(_isHindered, place, hasOwn);

        // A service that is judged by the age of its last report may change without a word.
        bool isSteady = service.Disabled || service.ForcedDown || service.Reporting;
        _unsteady.Remove(place);
        if (!isSteady)
        {
            _unsteady.Add(place);
        }
    }

    private static bool Has(ulong[] bits, int place) => (bits[place >> 6] & (1UL << (place & 63))) != 0;

    private static void Put(ulong[] bits, int place, bool value)
    {
        ulong bit = 1UL << (place & 63);
        bits[place >> 6] = value ? bits[place >> 6] | bit : bits[place >> 6] & ~bit;
    }
}
