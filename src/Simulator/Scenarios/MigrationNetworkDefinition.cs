using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>The network that live migrations go over, and what guests do to their memory meanwhile. Immutable.</summary>
public sealed record MigrationNetworkDefinition
{
    /// <summary>Bytes per second of each host's interface in each direction; 10 Gbit/s unless given (assumption).</summary>
    public double HostRate { get; init; } = 10e9 / 8;

    /// <summary>Bytes per second of each rack's uplink in each direction; null when racks do not limit.</summary>
    public double? RackRate { get; init; }

    /// <summary>What guests do whose flavor says nothing.</summary>
    public GuestActivity Guests { get; init; } = GuestActivity.Default;

    /// <summary>What guests do, by flavor.</summary>
    public IReadOnlyDictionary<string, GuestActivity> Flavors { get; init; } = new Dictionary<string, GuestActivity>();

    /// <summary>Bytes of state of each device that migrates with its guest; 1 to 100 MB for a NIC's VF (assumption; no measured table).</summary>
    public Distribution DeviceState { get; init; } = new LogNormalDistribution(10e6, 1);

    /// <summary>Added to each pause: stop and start of the guest and state of emulated devices; 20 ms unless given (assumption).</summary>
    public TimeSpan SwitchOver { get; init; } = TimeSpan.FromMilliseconds(20);
}
