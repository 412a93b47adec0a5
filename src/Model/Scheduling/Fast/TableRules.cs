namespace Model.Scheduling.Fast;

/// <summary>What of a scheduler's configuration can be decided from kept verdicts and weights.</summary>
internal sealed class TableRules
{
    /// <summary>Beyond this a sum of weights might overflow, and then has no order.</summary>
    private const double MultiplierMax = 1e100;

    /// <summary>Sets of filters are kept as bits.</summary>
    private const int FiltersMax = 64;

    private readonly IReadOnlyList<IHostFilter> _filters;
    private readonly List<IHostWeigher> _others = [];
    private readonly bool _isPossible;

    /// <summary>Looks at a configuration.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="weighers">The weighers.</param>
    /// <param name="isDrawn">Whether chance has a part in the choice of hosts.</param>
    public TableRules(IReadOnlyList<IHostFilter> filters, IReadOnlyList<IHostWeigher> weighers, bool isDrawn)
    {
        _filters = filters;
        Weighers = weighers;
        _isPossible = !isDrawn && filters.Count <= FiltersMax;
        List<IHostWeigher> kept = [];
        foreach (IHostWeigher weigher in weighers)
        {
            _isPossible &= Math.Abs(weigher.Multiplier) <= MultiplierMax;
            if (!weigher.IsRepeatable)
            {
                _others.Add(weigher);
            }
            else if (weigher.Multiplier != 0)
            {
                kept.Add(weigher);
            }
        }

        Kept = kept;
    }

    /// <summary>All weighers.</summary>
    public IReadOnlyList<IHostWeigher> Weighers { get; }

    /// <summary>The weighers whose weights are kept, in their order; those that count for nothing are left out.</summary>
    public IReadOnlyList<IHostWeigher> Kept { get; }

    /// <summary>Whether a request asks for nothing but what can be kept.</summary>
    /// <exception cref="NovaException">What a filter raises for every host.</exception>
    public bool Allow(RequestSpec request)
    {
        if (!_isPossible || request.IgnoreHosts.Count > 0 || request.ForceHosts.Count > 0 || request.ForceNodes.Count > 0
            || request.Destination is { } and not { Host: null, Cell: null } || request.NetworkMetadata is not null
            || request.IsRebuild)
        {
            return false;
        }

        for (int index = 0; index < request.PciRequests.Count; index++)
        {
            // An empty id would match every group of a candidate.
            if (request.PciRequests[index].RequestId.Length == 0)
            {
                return false;
            }
        }

        for (int index = 0; index < _filters.Count; index++)
        {
            if (_filters[index].Basis is null && !_filters[index].PassesAll(request))
            {
                return false;
            }
        }

        return AreNeutral(request);
    }

    /// <summary>Whether a host's aggregates leave all multipliers as configured, so that one is right for all hosts.</summary>
    public bool HasPlainMultipliers(HostState host)
    {
        bool isPlain = true;
        for (int index = 0; isPlain && host.Aggregates.Count > 0 && index < Weighers.Count; index++)
        {
            IHostWeigher weigher = Weighers[index];
            isPlain = host.AggregateMinimum(weigher.MultiplierOption, weigher.Multiplier) == weigher.Multiplier;
        }

        return isPlain;
    }

    private bool AreNeutral(RequestSpec request)
    {
        foreach (IHostWeigher weigher in _others)
        {
            if (!weigher.IsNeutral(request))
            {
                return false;
            }
        }

        return true;
    }
}
