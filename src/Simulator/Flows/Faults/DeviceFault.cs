using Model.Hardware;
using Simulator.Metrics;

namespace Simulator.Flows.Faults;

/// <summary>One failure of a device. Mutable until the device is back.</summary>
internal sealed class DeviceFault
{
    /// <summary>When it failed.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Its host.</summary>
    public required ComputeHost Host { get; init; }

    /// <summary>Its address, the first of them where a whole card fails.</summary>
    public required string Device { get; init; }

    /// <summary>Vendor and device id.</summary>
    public required string Ids { get; init; }

    /// <summary>Whether it stays on the bus.</summary>
    public required bool Stays { get; init; }

    /// <summary>Addresses of the functions that failed with it, itself included.</summary>
    public required IReadOnlyList<PciAddress> Functions { get; init; }

    /// <summary>Names of the servers that had one of them.</summary>
    public List<string> Servers { get; } = [];

    /// <summary>When it was back, or null.</summary>
    public TimeSpan? BackAt { get; set; }

    /// <summary>What came in its place, or empty.</summary>
    public string Replacement { get; set; } = "";

    /// <summary>Why the compute service did not start again, or empty.</summary>
    public string Refusal { get; set; } = "";

    /// <summary>Its row in the results.</summary>
    public DeviceFaultRow ToRow() => new()
    {
        TimeS = At.TotalSeconds,
        BackS = BackAt?.TotalSeconds,
        Host = Host.Name,
        Device = Device,
        Ids = Ids,
        Effect = Stays ? "stays" : "vanishes",
        Functions = Functions.Count,
        Servers = string.Join(' ', Servers),
        Replacement = Replacement,
        Refusal = Refusal,
    };
}
