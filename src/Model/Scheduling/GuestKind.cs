using Model.Compute;

namespace Model.Scheduling;

/// <summary>A kind of guest that a host can run (Nova: <c>objects/hv_spec.py</c>).</summary>
/// <param name="Architecture">For example <c>x86_64</c>.</param>
/// <param name="HypervisorType">For example <c>kvm</c>.</param>
/// <param name="VmMode">For example <c>hvm</c>.</param>
public readonly record struct GuestKind(string Architecture, string HypervisorType, string VmMode)
{
    /// <summary>
    /// Reads what a driver reports, in any letter case and with the aliases that Nova accepts (<c>amd64</c>, <c>xapi</c>, <c>pv</c> …).
    /// </summary>
    /// <exception cref="NovaException">ValueError: a name that Nova does not know.</exception>
    public static GuestKind Read(string architecture, string hypervisorType, string vmMode) => new(
        ImagePropertyTable.Read("hw_architecture", architecture).Text,
        ImagePropertyTable.Read("img_hv_type", hypervisorType).Text,
        ImagePropertyTable.Read("hw_vm_mode", vmMode).Text);

    /// <summary>Whether one of the three is <paramref name="name"/>; Nova does not look at which.</summary>
    public bool Names(string name) => Architecture == name || HypervisorType == name || VmMode == name;
}
