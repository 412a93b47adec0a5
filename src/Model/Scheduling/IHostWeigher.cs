namespace Model.Scheduling;

/// <summary>
/// Gives a host a raw weight; more is better unless the multiplier is negative (Nova: <c>nova/weights.py</c>).
/// </summary>
public interface IHostWeigher
{
    /// <summary>The class name in Nova, for example <c>RAMWeigher</c>.</summary>
    string Name { get; }

    /// <summary>The option, and aggregate metadata key, of its multiplier, for example <c>ram_weight_multiplier</c>.</summary>
    string MultiplierOption { get; }

    /// <summary>The configured multiplier; a host's aggregates may override it.</summary>
    double Multiplier { get; }

    /// <summary>Whether the multiplier is negated after aggregates have overridden it.</summary>
    bool NegatesMultiplier => false;

    /// <summary>The lower end for clamping and normalisation, or null for the smallest weight seen.</summary>
    double? MinValue => null;

    /// <summary>The upper end for clamping and normalisation, or null for the largest weight seen.</summary>
    double? MaxValue => null;

    /// <summary>Whether a weight may be kept: it depends on nothing but the host's stored record, is finite, and nothing is raised.</summary>
    bool IsRepeatable => false;

    /// <summary>
    /// Whether every host gets the same raw weight for a request, so that nothing need be weighed; false when that is not known.
    /// </summary>
    bool IsNeutral(RequestSpec request) => false;

    /// <summary>The raw weight of one host.</summary>
    /// <exception cref="NovaException">What the real weigher raises, which ends the whole request.</exception>
    double Weigh(HostState host, RequestSpec request);
}
