using System.Collections;
using Model.Numa;
using Model.Placement;

namespace Model.Scheduling.Fast;

/// <summary>
/// Hosts from heaviest to lightest, decided from a table: the first few as far as somebody looks. Should all of them fail, the hosts are
/// looked at one by one, as they were when the ranking was made.
/// </summary>
internal sealed class HostTableRanking : IReadOnlyList<HostState>
{
    private readonly HostTable _table;
    private readonly HostVerdicts _verdicts;
    private readonly AllocationCandidates _answer;
    private readonly RequestSpec _request;
    private readonly InstanceNumaTopology? _cells;
    private readonly int[] _places;
    private readonly HostState?[] _states;
    private Dictionary<int, (ComputeNodeRecord Record, ServiceState Service)>? _before;
    private IReadOnlyList<HostState>? _all;

    /// <summary>Makes a ranking and opens it in the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="verdicts">The filters that have an effect.</param>
    /// <param name="answer">Placement's answer.</param>
    /// <param name="request">The request, as it is when hosts are filtered.</param>
    /// <param name="places">The places of the heaviest hosts.</param>
    /// <param name="count">How many hosts passed.</param>
    public HostTableRanking(
        HostTable table, HostVerdicts verdicts, AllocationCandidates answer, RequestSpec request, ReadOnlySpan<int> places, int count)
    {
        _table = table;
        _verdicts = verdicts;
        _answer = answer;
        _request = request;
        _cells = request.NumaTopology;
        _places = places.ToArray();
        _states = new HostState?[places.Length];
        Count = count;
        table.Open(this);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public HostState this[int index] =>
        index < _places.Length ? _states[index] ??= Look(_places[index]) : (_all ??= LookAtAll())[index];

    /// <inheritdoc/>
    public IEnumerator<HostState> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A host is about to change.</summary>
    public void Remember(int place, ComputeNodeRecord record, ServiceState service) => (_before ??= []).TryAdd(place, (record, service));

    /// <summary>Nobody looks any more.</summary>
    public void Close() => _table.Close(this);

    private HostState Look(int place)
    {
        HostState host = StateAt(place);

        // Placing a guest changes the request's cells to the fitted ones.
        InstanceNumaTopology? now = _request.NumaTopology;
        _request.NumaTopology = _cells;
        _verdicts.Check(host, _request);
        _request.NumaTopology = now;
        return host;
    }

    private HostState StateAt(int place)
    {
        HostState host = _before is not null && _before.TryGetValue(place, out (ComputeNodeRecord Record, ServiceState Service) before)
            ? _table.StateOf(place, before.Record, before.Service)
            : _table.StateOf(place);
        host.TakeCandidates(_answer, place);
        return host;
    }

    private IReadOnlyList<HostState> LookAtAll()
    {
        InstanceNumaTopology? now = _request.NumaTopology;
        _request.NumaTopology = _cells;
        List<HostState> hosts = [];
        foreach (int place in _answer.Set!.Places())
        {
            hosts.Add(StateAt(place));
        }

        IReadOnlyList<HostState> all = _table.Scheduler.Sort(hosts, _request, 0, null);
        _request.NumaTopology = now;
        return all;
    }
}
