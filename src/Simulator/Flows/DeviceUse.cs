using Simulator.Metrics;

namespace Simulator.Flows;

/// <summary>What is measured of one PCI device.</summary>
internal struct DeviceUse
{
    /// <summary>1 while a server has it.</summary>
    public TimeWeighted Busy;

    /// <summary>How often it was given to a server.</summary>
    public int Assignments;
}
