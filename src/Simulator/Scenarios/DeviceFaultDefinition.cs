using Model.Hardware;
using Simulator.Randomness;

namespace Simulator.Scenarios;

/// <summary>How PCI devices of a kind fail, and what operators do about it. Immutable.</summary>
public sealed record DeviceFaultDefinition
{
    /// <summary>The hosts whose devices fail, in the order of the scenario's text.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Vendor and device id of the functions that fail; null for every device that servers get, VFs by their PF.</summary>
    public (int Vendor, int Device)? Ids { get; init; }

    /// <summary>What kind of function fails, or null for any.</summary>
    public PciFunctionKind? Kind { get; init; }

    /// <summary>Whether all functions of a slot fail together.</summary>
    public bool WholeCard { get; init; }

    /// <summary>How often, and how long until the device is back.</summary>
    public required FaultDefinition Times { get; init; }

    /// <summary>Whether the device stays on the bus, so that neither the host nor Nova sees that it is faulty.</summary>
    public bool Stays { get; init; }

    /// <summary>From the failure, and from the repair, until operators act.</summary>
    public TimeSpan NoticedAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the compute service is restarted once the failure is noticed.</summary>
    public bool RestartsAfterFailure { get; init; }

    /// <summary>Whether the compute service is restarted once the device is back.</summary>
    public bool RestartsAfterRepair { get; init; }

    /// <summary>Whether servers that have lost the device are migrated cold.</summary>
    public bool MovesServers { get; init; }

    /// <summary>What comes back in the device's place; null for the same.</summary>
    public DeviceReplacement? Replacement { get; init; }

    /// <summary>Whether a function of a host's fails by itself; without ids or kind, every one that is neither a bridge nor a VF.</summary>
    public bool Matches(PciFunction function)
    {
        bool isKind = Kind is { } kind ? function.Kind == kind : Ids is not null || function.PhysicalFunction is null;
        return function.Bridge is null && isKind && (Ids is not { } ids || ids == (function.VendorId, function.DeviceId));
    }
}
