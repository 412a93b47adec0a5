namespace Model.Hardware.Building;

/// <summary>Changes how many virtual functions a card has, as an operator does through <c>sriov_numvfs</c>.</summary>
public static class SriovSwitch
{
    /// <summary>
    /// The machine with another number of VFs on a physical function. A plain function whose ids the catalogue knows as a PF's gets the
    /// catalogue's capability first (a capture may lack it, or the card's SR-IOV was off).
    /// </summary>
    /// <param name="host">The machine; it does not change.</param>
    /// <param name="physicalFunction">The PF.</param>
    /// <param name="count">VFs it is to have, 0 to its total.</param>
    /// <param name="driver">Driver of the new VFs; null for the catalogue's, empty for unbound.</param>
    /// <param name="vdpa">Whether each new VF carries a vDPA device.</param>
    /// <exception cref="HardwareException">There is no such function, it has no SR-IOV, or the VFs do not fit.</exception>
    public static HostHardware WithVirtualFunctions(
        HostHardware host, PciAddress physicalFunction, int count, string? driver = null, bool vdpa = false)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (!host.TryGetFunction(physicalFunction, out PciFunction pf))
        {
            throw new HardwareException($"the host has no PCI function {physicalFunction}");
        }

        bool catalogued = DeviceCatalogue.TryGet(pf.VendorId, pf.DeviceId, out CatalogueDevice known);
        CatalogueVirtualFunctions? usual = catalogued && pf.PhysicalFunction is null ? known.Virtual : null;
        SriovCapability sriov = Complete(host, pf, usual);
        if (count < 0 || count > sriov.TotalVfs)
        {
            throw new HardwareException($"PF {physicalFunction} can have 0 to {sriov.TotalVfs} VFs, not {count}");
        }

        PciFunction changed = pf with { Sriov = sriov with { NumVfs = count } };
        string? vfDriver = driver is null ? usual?.Driver : driver.Length == 0 ? null : driver;
        IEnumerable<PciFunction> others = host.PciFunctions
            .Where(function => function.Address != physicalFunction && function.PhysicalFunction != physicalFunction);
        IEnumerable<PciFunction> functions = others.Append(changed).Concat(VirtualFunctions.Of(changed, vfDriver, vdpa));
        return new HostHardware(host.Cpus, host.NumaNodes, Widen(functions), host.Iommu, host.UnaddressableDevices);
    }

    private static SriovCapability Complete(HostHardware host, PciFunction pf, CatalogueVirtualFunctions? usual)
    {
        if (pf.Sriov is { Stride: > 0, Offset: > 0, VfDeviceId: > 0 } complete)
        {
            return complete;
        }

        if (usual is null)
        {
            throw new HardwareException($"PCI function {pf.Address} has no SR-IOV capability that says where its VFs are");
        }

        PciAddress place = pf.Address;
        int ports = host.PciFunctions.Count(f => f.Address.Domain == place.Domain && f.Address.RoutingId >> 3 == place.RoutingId >> 3
            && f.VendorId == pf.VendorId && f.DeviceId == pf.DeviceId && f.PhysicalFunction is null);
        int total = pf.Sriov?.TotalVfs ?? usual.TotalVfs;
        SriovCapability first = new(total, 0, Math.Max(usual.Offset, ports), usual.Stride, usual.DeviceId);
        return SriovPorts.Of(first, place.Function, ports);
    }

    // The firmware of a real machine has left room behind the bridges; a capture may not show it.
    private static PciFunction[] Widen(IEnumerable<PciFunction> functions)
    {
        Dictionary<PciAddress, PciFunction> all = [];
        foreach (PciFunction function in functions)
        {
            if (!all.TryAdd(function.Address, function))
            {
                throw new HardwareException($"a VF would take the address {function.Address}, which another function has");
            }
        }

        foreach (PciFunction vf in all.Values.Where(function => function.PhysicalFunction is not null).ToArray())
        {
            for (PciAddress? above = vf.Parent; above is PciAddress at; above = all[at].Parent)
            {
                if (all[at].Bridge is BridgeBuses buses && buses.Subordinate < vf.Address.Bus)
                {
                    all[at] = all[at] with { Bridge = buses with { Subordinate = vf.Address.Bus } };
                }
            }
        }

        return all.Values.OrderBy(function => function.Address).ToArray();
    }
}
