namespace Model.Scheduling;

/// <summary>
/// Decides whether a host can take a guest (Nova: <c>nova/scheduler/filters/__init__.py</c>). An implementation keeps
/// no state between calls; its only permitted effect is to narrow <see cref="HostState.Candidates"/>.
/// </summary>
public interface IHostFilter
{
    /// <summary>The name in <c>[filter_scheduler]enabled_filters</c>.</summary>
    string Name { get; }

    /// <summary>Whether it looks only at what cannot change while several guests of one request are placed.</summary>
    bool RunOncePerRequest => false;

    /// <summary>Whether it also runs when the scheduler only checks a rebuild with a new image.</summary>
    bool RunOnRebuild => false;

    /// <summary>
    /// The parts of a request that a verdict depends on, besides the host's stored record, aggregates, candidates and the flags of its
    /// service. Null when it depends on anything else: then verdicts are not kept from request to request.
    /// </summary>
    RequestParts? Basis => null;

    /// <summary>
    /// Whether every host passes a request unchanged, so that none need be judged; false when that is not known. What the filter raises
    /// for every host it may raise here.
    /// </summary>
    bool PassesAll(RequestSpec request) => false;

    /// <summary>Judges one host.</summary>
    /// <exception cref="NovaException">What the real filter raises, which ends the whole request.</exception>
    FilterVerdict Check(HostState host, RequestSpec request);
}
