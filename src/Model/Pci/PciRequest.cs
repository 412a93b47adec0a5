namespace Model.Pci;

/// <summary>
/// A guest's wish for PCI devices: <c>Count</c> devices that each suit at least one of the alternatives in
/// <c>Spec</c> (Nova: <c>InstancePCIRequest</c>). Immutable.
/// </summary>
public sealed record PciRequest
{
    private readonly IReadOnlyList<IReadOnlyDictionary<string, string?>> _spec = [];
    private PciRequestMatcher? _matcher;

    /// <summary>Label of the request, unique within a guest.</summary>
    public required string RequestId { get; init; }

    /// <summary>Devices wanted. Nova accepts zero and negative counts from flavors (docs/fidelity.md N20).</summary>
    public required int Count { get; init; }

    /// <summary>The alternatives; a pool suits the request if it suits any. A value of null asks for a missing or null tag.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string?>> Spec
    {
        get => _spec;
        init
        {
            _spec = value;
            _matcher = null;
        }
    }

    /// <summary>NUMA affinity; null means <see cref="PciNumaPolicy.Legacy"/>.</summary>
    public PciNumaPolicy? NumaPolicy { get; init; }

    /// <summary>The alias it came from; null marks a request that came from a network port.</summary>
    public string? AliasName { get; init; }

    /// <summary>The port it came from, or null.</summary>
    public string? RequesterId { get; init; }

    /// <summary>Whether the request came from a network port and not from a flavor alias.</summary>
    public bool IsFromPort => AliasName is null;

    /// <summary>Whether every alternative says exactly <c>"live_migratable": "true"</c>; true for no alternative at all.</summary>
    public bool IsLiveMigratable => Matcher.LiveMigratable == "true";

    /// <summary>The request made ready for matching, built at first use.</summary>
    internal PciRequestMatcher Matcher => _matcher ??= new PciRequestMatcher(_spec);

    /// <inheritdoc/>
    public bool Equals(PciRequest? other) => ReferenceEquals(this, other) || (other is not null
        && RequestId == other.RequestId && Count == other.Count && Equals(_spec, other._spec)
        && NumaPolicy == other.NumaPolicy && AliasName == other.AliasName && RequesterId == other.RequesterId);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RequestId, Count, AliasName, RequesterId);
}
