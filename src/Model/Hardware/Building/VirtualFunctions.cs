namespace Model.Hardware.Building;

/// <summary>Creates virtual functions, as a write to <c>sriov_numvfs</c> does.</summary>
public static class VirtualFunctions
{
    /// <summary>The VFs that a physical function's capability asks for (<see cref="SriovCapability.NumVfs"/>), by number.</summary>
    /// <param name="physicalFunction">A function with an SR-IOV capability; without one there are no VFs.</param>
    /// <param name="driver">Driver of the VFs; null for unbound.</param>
    /// <param name="vdpa">Whether each VF carries a vDPA device.</param>
    /// <exception cref="HardwareException">A VF's address would be beyond bus FF.</exception>
    public static IReadOnlyList<PciFunction> Of(PciFunction physicalFunction, string? driver, bool vdpa)
    {
        ArgumentNullException.ThrowIfNull(physicalFunction);
        if (physicalFunction.Sriov is not SriovCapability sriov)
        {
            return [];
        }

        PciFunction[] functions = new PciFunction[sriov.NumVfs];
        for (int i = 0; i < functions.Length; i++)
        {
            if (!sriov.TryVfAddress(physicalFunction.Address, i, out PciAddress address))
            {
                throw new HardwareException(
                    $"VF {i} of PF {physicalFunction.Address} (offset {sriov.Offset}, stride {sriov.Stride}) would lie beyond bus FF");
            }

            PciFunction function = physicalFunction with
            {
                Address = address,
                DeviceId = sriov.VfDeviceId,
                Driver = driver,
                Sriov = null,
                Bridge = null,
                PhysicalFunction = physicalFunction.Address,
                VfIndex = i,
                HasVdpaDevice = vdpa,
                SerialNumber = null,
                NetworkDevices = [],
            };
            if (NetworkNaming.HasInterface(function) && physicalFunction.NetworkDevices.Count > 0)
            {
                string name = NetworkNaming.VfNameOf(physicalFunction.NetworkDevices[0].Name, i, address);
                function = function with { NetworkDevices = [new NetworkDevice(name, NetworkNaming.MacOf(address))] };
            }

            functions[i] = function;
        }

        return functions;
    }
}
