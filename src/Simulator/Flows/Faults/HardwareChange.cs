using Model.Hardware;
using Model.Hardware.Building;
using Simulator.Scenarios;

namespace Simulator.Flows.Faults;

/// <summary>Makes machines out of machines: without some functions, or with others in their place.</summary>
internal static class HardwareChange
{
    /// <summary>A machine without some of its functions. VFs go with their PF.</summary>
    public static HostHardware Without(HostHardware machine, Func<PciAddress, bool> isGone) => With(
        machine,
        machine.PciFunctions.Where(function => !isGone(function.Address) && (function.PhysicalFunction is not { } pf || !isGone(pf))));

    /// <summary>A machine with another function at an address, or the same machine where there is none.</summary>
    public static HostHardware Replace(HostHardware machine, PciAddress address, DeviceReplacement replacement)
    {
        if (!machine.TryGetFunction(address, out PciFunction old))
        {
            return machine;
        }

        PciFunction made = old with
        {
            Address = replacement.Address ?? old.Address,
            VendorId = replacement.Ids?.Vendor ?? old.VendorId,
            DeviceId = replacement.Ids?.Device ?? old.DeviceId,
            Sriov = old.Sriov is { } sriov ? Resize(sriov, replacement.Vfs ?? sriov.NumVfs) : null,
        };
        PciFunction? first = machine.VirtualFunctionsOf(address) is [PciFunction present, ..] ? present : null;
        IReadOnlyList<PciFunction> vfs = VirtualFunctions.Of(made, first?.Driver, first?.HasVdpaDevice ?? false);
        return With(machine, [.. Without(machine, other => other == address).PciFunctions, made, .. vfs]);
    }

    private static SriovCapability Resize(SriovCapability sriov, int vfs) =>
        sriov with { NumVfs = vfs, TotalVfs = Math.Max(vfs, sriov.TotalVfs), Offset = Math.Max(1, sriov.Offset), Stride = Math.Max(1, sriov.Stride) };

    private static HostHardware With(HostHardware machine, IEnumerable<PciFunction> functions) =>
        new(machine.Cpus, machine.NumaNodes, functions, machine.Iommu, machine.UnaddressableDevices);
}
