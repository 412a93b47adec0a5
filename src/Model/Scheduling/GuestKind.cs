namespace Model.Scheduling;

/// <summary>A kind of guest that a host can run (Nova: <c>objects/hv_spec.py</c>).</summary>
/// <param name="Architecture">For example <c>x86_64</c>.</param>
/// <param name="HypervisorType">For example <c>kvm</c>.</param>
/// <param name="VmMode">For example <c>hvm</c>.</param>
public readonly record struct GuestKind(string Architecture, string HypervisorType, string VmMode)
{
    /// <summary>Whether one of the three is <paramref name="name"/>; Nova does not look at which.</summary>
    public bool Names(string name) => Architecture == name || HypervisorType == name || VmMode == name;
}
