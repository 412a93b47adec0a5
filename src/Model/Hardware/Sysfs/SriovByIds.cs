namespace Model.Hardware.Sysfs;

/// <summary>
/// Relates physical and virtual functions in captures that lack the kernel's <c>sriov_*</c> files and links: a function whose
/// ids are those of virtual functions belongs to the catalogued PF for which PF + offset + n × stride meets it without a gap.
/// </summary>
internal static class SriovByIds
{
    public static void Relate(List<PciFunction> functions, List<string> warnings)
    {
        if (functions.Exists(function => function.Sriov is not null || function.PhysicalFunction is not null))
        {
            return; // the capture speaks for itself
        }

        Dictionary<PciAddress, int> index = [];
        SortedSet<PciAddress> open = [];
        for (int i = 0; i < functions.Count; i++)
        {
            index[functions[i].Address] = i;
            if (DeviceCatalogue.IsOnlyVirtualFunctionId(functions[i].VendorId, functions[i].DeviceId))
            {
                open.Add(functions[i].Address);
            }
        }

        foreach (PciFunction function in functions.ToArray())
        {
            if (open.Count > 0 && DeviceCatalogue.TryGet(function.VendorId, function.DeviceId, out CatalogueDevice known)
                && known.Virtual is CatalogueVirtualFunctions usual && !open.Contains(function.Address))
            {
                Claim(functions, index, open, function, usual, warnings);
            }
        }

        string[] silent = functions
            .Where(f => f.Sriov is null
                && DeviceCatalogue.TryGet(f.VendorId, f.DeviceId, out CatalogueDevice known) && known.Virtual is not null)
            .Select(f => f.Address.ToString())
            .ToArray();
        if (silent.Length > 0)
        {
            warnings.Add($"no SR-IOV files in the capture: {string.Join(", ", silent)} are taken as plain functions, "
                + "though such cards usually can have VFs");
        }

        foreach (PciAddress address in open)
        {
            PciFunction function = functions[index[address]];
            warnings.Add($"{address} ({function.VendorId:x4}:{function.DeviceId:x4}) looks like a VF, but no PF of the capture fits; "
                + "it is taken as a plain function");
        }
    }

    private static void Claim(
        List<PciFunction> functions,
        Dictionary<PciAddress, int> index,
        SortedSet<PciAddress> open,
        PciFunction pf,
        CatalogueVirtualFunctions usual,
        List<string> warnings)
    {
        PciAddress place = pf.Address;
        int ports = functions.Count(f => f.Address.Domain == place.Domain && f.Address.Bus == place.Bus && f.Address.Slot == place.Slot
            && f.VendorId == pf.VendorId && f.DeviceId == pf.DeviceId);
        SriovCapability sriov = SriovPorts.Of(
            new SriovCapability(usual.TotalVfs, 0, usual.Offset, usual.Stride, usual.DeviceId), place.Function, ports);
        int count = 0;
        while (sriov.TryVfAddress(place, count, out PciAddress address)
            && open.Contains(address)
            && functions[index[address]] is PciFunction vf && vf.VendorId == pf.VendorId && vf.DeviceId == usual.DeviceId)
        {
            open.Remove(address);
            functions[index[address]] = vf with { PhysicalFunction = place, VfIndex = count };
            count++;
        }

        if (count > 0)
        {
            int total = Math.Max(usual.TotalVfs, count);
            functions[index[place]] = pf with { Sriov = sriov with { TotalVfs = total, NumVfs = count } };
            warnings.Add($"PF {place} and its {count} VFs were related by ids, offset {sriov.Offset} and stride {sriov.Stride}; "
                + $"{total} VFs in total is the catalogue's number");
        }
    }
}
