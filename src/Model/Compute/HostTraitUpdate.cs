namespace Model.Compute;

/// <summary>The traits that nova-compute wants on its root provider (<c>nova/compute/resource_tracker.py</c>, _get_traits). Immutable.</summary>
/// <param name="Reported">What the driver reports; each is added, and none is ever taken away.</param>
/// <param name="IsServiceDisabled">Whether the operator has disabled the service, which is a trait that comes and goes.</param>
public sealed record HostTraitUpdate(IReadOnlyList<string> Reported, bool IsServiceDisabled)
{
    /// <summary>The trait of a disabled service.</summary>
    public const string Disabled = "COMPUTE_STATUS_DISABLED";

    /// <summary>The traits that a provider with the given ones has afterwards.</summary>
    public IEnumerable<string> ApplyTo(IEnumerable<string> present)
    {
        IEnumerable<string> all = present.Where(trait => trait != Disabled).Union(Reported, StringComparer.Ordinal);
        return IsServiceDisabled ? all.Append(Disabled) : all;
    }
}
