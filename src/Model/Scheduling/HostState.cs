using System.Numerics;
using Model.Compute;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Python;

namespace Model.Scheduling;

/// <summary>
/// What one scheduling request believes of one compute node: the stored record, plus what the request itself has
/// already placed there (Nova: <c>HostState</c> in <c>nova/scheduler/host_manager.py</c>). Made, or
/// renewed, for one request; nothing it changes is seen by others. Everything that may be shared is only read.
/// </summary>
public sealed class HostState
{
    private List<string>? _placedInstances;
    private IReadOnlyList<AllocationCandidate>? _candidates;
    private CandidateShares? _shares;
    private AllocationCandidates? _answer;
    private int _place;

    /// <summary>Makes the view of a node at the start of a request.</summary>
    /// <param name="record">The node's latest stored update, as far as this scheduler knows it.</param>
    /// <param name="service">The state of its compute service.</param>
    public HostState(ComputeNodeRecord record, ServiceState service)
    {
        Record = record;
        Renew(record, service);
    }

    /// <summary>
    /// Begins the next request with the object of one that has ended: everything is as if newly made, but aggregates and instances stay.
    /// </summary>
    /// <param name="record">The node's latest stored update; of the same node.</param>
    /// <param name="service">The state of its compute service.</param>
    public void Renew(ComputeNodeRecord record, ServiceState service)
    {
        Record = record;
        Service = service;
        _placedInstances = null;
        _candidates = null;
        _shares = null;
        _answer = null;
        NumaLimits = null;
        FreeRamMb = record.FreeRamMb;
        FreeDiskMb = Math.Min(record.DiskAvailableLeast ?? record.FreeDiskGb, record.FreeDiskGb) * 1024;
        VcpusUsed = record.VcpusUsed;
        InstanceCount = record.InstanceCount;
        IoOperations = record.IoOperations;
        NumaTopology = record.NumaTopology;
        PciStats = record.PciStats;
    }

    /// <summary>The stored record this view started from.</summary>
    public ComputeNodeRecord Record { get; private set; }

    /// <summary>The state of the compute service.</summary>
    public ServiceState Service { get; private set; }

    /// <summary>The service's host name.</summary>
    public string Host => Record.Host;

    /// <summary>The node's name.</summary>
    public string Node => Record.Node;

    /// <summary>The node's identity and root resource provider.</summary>
    public string Uuid => Record.Uuid;

    /// <summary>The cell the host belongs to.</summary>
    public string Cell => Record.Cell;

    /// <summary>Whether the cell's own record could be found; only the image property weigher asks.</summary>
    public bool IsCellKnown { get; init; } = true;

    /// <summary>The aggregates that hold the host, in the order in which the scheduler learnt of them.</summary>
    public IReadOnlyList<HostAggregate> Aggregates { get; init; } = [];

    /// <summary>Guests on the host, each with its image if known; look-up only, its order means nothing.</summary>
    public IReadOnlyDictionary<string, Image?> Instances { get; init; } = NoInstances;

    /// <summary>Placement's candidates for this host that no filter has refused; the first is the one to be claimed.</summary>
    public IReadOnlyList<AllocationCandidate> Candidates
    {
        get => _candidates ??= _answer is not null ? SpellAll(_answer) : _shares is null ? [] : _shares.SpellAll(_place);
        set
        {
            _candidates = value;
            _shares = null;
            _answer = null;
        }
    }

    /// <summary>How many <see cref="Candidates"/> there are, without spelling them out.</summary>
    public int CandidateCount => _candidates is not null ? _candidates.Count
        : _answer is not null ? _answer.CountAt(_place)
        : _shares is null ? 0
        : _shares.CountOf(_place);

    /// <summary>The first of <see cref="Candidates"/>, without spelling out the others.</summary>
    internal AllocationCandidate FirstCandidate => _candidates is not null ? _candidates[0]
        : _answer is not null ? _answer.At(_place, 0)
        : _shares!.Spell(_place, 0);

    /// <summary>Where Placement keeps the node's provider, as far as known; only to be trusted after a look at the provider there.</summary>
    internal int ProviderHandle { get; set; } = -1;

    /// <summary>The node's NUMA cells with what runs on them, or null when it has none.</summary>
    public HostNumaTopology? NumaTopology { get; private set; }

    /// <summary>The free PCI devices, or null when the node reports none. Filters only read it.</summary>
    public PciStats? PciStats { get; private set; }

    /// <summary>The limits the NUMA filter judged by, for the guest's placement here; null when that filter has not run.</summary>
    public NumaLimits? NumaLimits { get; set; }

    /// <summary>Memory left, in MiB; may be negative.</summary>
    public long FreeRamMb { get; private set; }

    /// <summary>Disk left, in MiB; may be negative.</summary>
    public long FreeDiskMb { get; private set; }

    /// <summary>Virtual CPUs given to guests.</summary>
    public int VcpusUsed { get; private set; }

    /// <summary>Guests on the host.</summary>
    public int InstanceCount { get; private set; }

    /// <summary>Builds, moves and the like in progress.</summary>
    public int IoOperations { get; private set; }

    private static IReadOnlyDictionary<string, Image?> NoInstances { get; } = new Dictionary<string, Image?>();

    /// <summary>The providers of a candidate's groups, without spelling it out.</summary>
    internal PciProviderMapping MappingOf(int place) =>
        _candidates is not null ? CandidateMapping.Of(_candidates[place])
        : _answer is not null ? new PciProviderMapping(_answer.FirstProviders(_place, place))
        : _shares!.MappingOf(_place, place);

    /// <summary>Drops the candidates that a filter does not keep.</summary>
    internal void KeepCandidates(ReadOnlySpan<bool> keeps)
    {
        if (!keeps.Contains(false))
        {
            return;
        }

        List<AllocationCandidate> kept = [];
        for (int place = 0; place < keeps.Length; place++)
        {
            if (keeps[place])
            {
                kept.Add(_candidates is not null ? _candidates[place]
                    : _answer is not null ? _answer.At(_place, place)
                    : _shares!.Spell(_place, place));
            }
        }

        Candidates = kept;
    }

    /// <summary>Gives the host its part of a request's candidates.</summary>
    internal void TakeShare(CandidateShares shares, int place)
    {
        _candidates = null;
        _shares = shares;
        _answer = null;
        _place = place;
    }

    /// <summary>Gives the host the candidates of the root at a place of an answer that is kept root by root.</summary>
    internal void TakeCandidates(AllocationCandidates answer, int place)
    {
        _candidates = null;
        _shares = null;
        _answer = answer;
        _place = place;
    }

    /// <summary>Whether a guest is on the host, or was placed there earlier in this request.</summary>
    public bool HasInstance(string uuid) =>
        Instances.ContainsKey(uuid) || (_placedInstances is not null && _placedInstances.Contains(uuid));

    /// <summary>Remembers a guest of this request as being on the host.</summary>
    public void AddInstance(string uuid)
    {
        if (!HasInstance(uuid))
        {
            (_placedInstances ??= []).Add(uuid);
        }
    }

    /// <summary>
    /// Takes what a guest needs from this view, so that the next guest of the request sees it gone
    /// (Nova: <c>consume_from_request</c>). Root and ephemeral disk count even for a guest on a volume; swap never does.
    /// The request's NUMA topology becomes the one fitted to this host, or null if it does not fit.
    /// </summary>
    /// <param name="request">The request, with the providers of the claimed candidate in its groups.</param>
    /// <param name="packsNumaCells">[compute]packing_host_numa_cells_allocation_strategy.</param>
    /// <exception cref="NovaException">
    /// The devices or cells do not suffice after all. What was taken before stays taken (docs/fidelity.md N37, N45).
    /// </exception>
    public void Consume(RequestSpec request, bool packsNumaCells)
    {
        FreeRamMb -= request.Flavor.MemoryMb;
        FreeDiskMb -= ((long)request.Flavor.RootGb + request.Flavor.EphemeralGb) * 1024;
        VcpusUsed += request.Flavor.Vcpus;
        InstanceCount++;
        IReadOnlyList<PciRequest> devices = PciStats is null ? [] : request.PciRequests;
        PciProviderMapping? mapping = devices.Count == 0 ? null : request.ProviderMapping();
        if (NumaTopology is { Cells.IsEmpty: false } && request.NumaTopology is { Cells.IsEmpty: false })
        {
            NumaFitOptions fit = new(NumaLimits, NumaPciDevices.Of(PciStats, devices, mapping), packsNumaCells);
            request.NumaTopology = NumaFitter.FitOnce(NumaTopology, request.NumaTopology, fit);
            NumaTopology = NumaUsage.Add(NumaTopology, request.NumaTopology);
        }

        if (devices.Count > 0)
        {
            // The record's pools are shared with other requests.
            PciStats = PciStats!.Clone();
            int[]? cells = request.NumaTopology is { } guest ? [.. guest.Cells.Select(cell => cell.Id)] : null;
            PciStats.Apply(devices, mapping, cells);
        }

        IoOperations++;
    }

    /// <summary>The value of a metric; of several with one name the last counts.</summary>
    public bool TryGetMetric(string name, out long value)
    {
        bool found = false;
        value = 0;
        foreach (HostMetric metric in Record.Metrics)
        {
            if (metric.Name == name)
            {
                value = metric.Value;
                found = true;
            }
        }

        return found;
    }

    /// <summary>
    /// The smallest of the numbers that the host's aggregates give for a key; <paramref name="fallback"/> if none does, or
    /// if any of them is not a number (docs/fidelity.md N56).
    /// </summary>
    public double AggregateMinimum(string key, double fallback) => AggregateMinimum(key, fallback, PythonNumber.TryParseFloat);

    /// <summary>As <see cref="AggregateMinimum(string, double)"/>, for whole numbers.</summary>
    public long AggregateMinimumInteger(string key, long fallback) => AggregateMinimum(key, fallback, PythonNumber.TryParseInteger);

    private AllocationCandidate[] SpellAll(AllocationCandidates answer)
    {
        AllocationCandidate[] all = new AllocationCandidate[answer.CountAt(_place)];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = answer.At(_place, index);
        }

        return all;
    }

    private T AggregateMinimum<T>(string key, T fallback, TryParse<T> tryParse)
        where T : INumber<T>
    {
        bool found = false;
        T minimum = fallback;
        foreach (HostAggregate aggregate in Aggregates)
        {
            if (aggregate.Value(key) is { } text)
            {
                if (!tryParse(text, out T value))
                {
                    return fallback;
                }

                minimum = found ? T.Min(minimum, value) : value;
                found = true;
            }
        }

        return minimum;
    }

    private delegate bool TryParse<T>(string text, out T value);
}
