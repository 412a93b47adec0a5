using Model.Hardware;
using Model.Servers;
using Simulator.Scenarios;

namespace Simulator.Flows.Faults;

/// <summary>
/// What has become of a host's PCI devices: those that fell off the bus, those that are there and broken, and those that came back as other
/// ones. The compute service knows only what was there when it started (<c>nova/compute/resource_tracker.py</c>, _setup_pci_tracker).
/// </summary>
internal sealed class HostBus
{
    private readonly Dictionary<PciAddress, int> _missing = [];
    private readonly Dictionary<PciAddress, int> _broken = [];
    private readonly List<(string Hardware, PciAddress Address, DeviceReplacement Replacement)> _swaps = [];

    /// <summary>Whether anything is, or was, other than when the host was built.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>How many functions are missing.</summary>
    public int MissingCount => _missing.Count;

    /// <summary>Whether the bus has no function at an address that the scenario's hardware has one at.</summary>
    public bool IsMissing(string address) => _missing.Count > 0 && _missing.ContainsKey(PciAddress.Parse(address));

    /// <summary>Whether the function at an address is there and does not work.</summary>
    public bool IsBroken(string address) => _broken.Count > 0 && _broken.ContainsKey(PciAddress.Parse(address));

    /// <summary>The first of a server's devices on a host that is missing, or null.</summary>
    public string? FirstMissing(string host, IReadOnlyList<InstanceDevice> devices)
    {
        for (int i = 0; _missing.Count > 0 && i < devices.Count; i++)
        {
            if (devices[i].Host == host && IsMissing(devices[i].Address))
            {
                return devices[i].Address;
            }
        }

        return null;
    }

    /// <summary>The machine with all that was replaced, missing functions included.</summary>
    public HostHardware Built(HostDefinition host)
    {
        HostHardware machine = host.Hardware;
        foreach ((string name, PciAddress address, DeviceReplacement replacement) in _swaps)
        {
            machine = name == host.HardwareName ? HardwareChange.Replace(machine, address, replacement) : machine;
        }

        return machine;
    }

    /// <summary>The host as a compute service sees it that starts now.</summary>
    public HostDefinition Seen(HostDefinition host)
    {
        if (_swaps.Count > 0)
        {
            host = host with { Hardware = Built(host) };
        }

        return _missing.Count == 0 ? host : host with
        {
            Hardware = HardwareChange.Without(host.Hardware, _missing.ContainsKey),
            HypervisorDevices = host.HypervisorDevices is { } reported ? [.. reported.Where(device => !IsMissing(device.Address))] : null,
        };
    }

    /// <summary>The functions that go when some fail, their VFs included; none that is missing already.</summary>
    public PciAddress[] GoingWith(HostDefinition host, IReadOnlyList<PciAddress> failing) =>
    [
        .. Built(host).PciFunctions.Select(function => (function.Address, Owner: function.PhysicalFunction ?? function.Address))
            .Where(function => failing.Contains(function.Address) || failing.Contains(function.Owner))
            .Select(function => function.Address)
            .Where(address => !_missing.ContainsKey(address)),
    ];

    /// <summary>Functions fall off the bus, or stay and work no more.</summary>
    public void Fail(IEnumerable<PciAddress> functions, bool stay)
    {
        HasChanged = true;
        foreach (PciAddress address in functions)
        {
            Dictionary<PciAddress, int> states = stay ? _broken : _missing;
            states[address] = states.GetValueOrDefault(address) + 1;
        }
    }

    /// <summary>Functions are back.</summary>
    public void Restore(IEnumerable<PciAddress> functions, bool stayed)
    {
        foreach (PciAddress address in functions)
        {
            Dictionary<PciAddress, int> states = stayed ? _broken : _missing;
            if (--states[address] == 0)
            {
                states.Remove(address);
            }
        }
    }

    /// <summary>A function comes back as another one.</summary>
    public void Swap(HostDefinition host, PciAddress address, DeviceReplacement replacement)
    {
        if (!_swaps.Contains((host.HardwareName, address, replacement)))
        {
            _swaps.Add((host.HardwareName, address, replacement));
        }
    }
}
