using System.Globalization;

namespace Model.Hardware.Sysfs;

/// <summary>Relates physical and virtual functions by the kernel's own word: <c>sriov_*</c>, <c>physfn</c>, <c>virtfnN</c>.</summary>
internal static class SysfsSriov
{
    public static void Relate(
        FileTreeView files, SortedDictionary<PciAddress, string> places, List<PciFunction> functions, List<string> warnings)
    {
        Dictionary<PciAddress, int> index = [];
        for (int i = 0; i < functions.Count; i++)
        {
            index[functions[i].Address] = i;
            functions[i] = functions[i] with { Sriov = Capability(files, places[functions[i].Address]) };
        }

        Dictionary<PciAddress, Dictionary<PciAddress, int>> numbers = [];
        foreach (PciFunction function in functions.ToArray())
        {
            if (Target(files, places[function.Address] + "/physfn") is not PciAddress pf)
            {
                continue;
            }

            if (!index.TryGetValue(pf, out int at) || functions[at].Sriov is not SriovCapability sriov)
            {
                warnings.Add(
                    $"VF {function.Address} is taken as a plain function: the capture does not hold its PF {pf} with sriov_totalvfs");
                continue;
            }

            if (!numbers.TryGetValue(pf, out Dictionary<PciAddress, int>? ofPf))
            {
                numbers[pf] = ofPf = Numbers(files, places[pf]);
            }

            int? number = ofPf.TryGetValue(function.Address, out int told) ? told : ByArithmetic(pf, sriov, function.Address);
            if (number is null)
            {
                warnings.Add($"VF {function.Address} is taken as a plain function: its PF {pf} has no virtfn link to it");
                continue;
            }

            functions[index[function.Address]] = function with { Sriov = null, PhysicalFunction = pf, VfIndex = number };
        }
    }

    private static SriovCapability? Capability(FileTreeView files, string place)
    {
        int total = Small(files, place + "/sriov_totalvfs");
        if (total == 0)
        {
            return null;
        }

        // The kernel writes the VFs' device id without 0x; Hex takes both.
        return new SriovCapability(
            total,
            Math.Min(Small(files, place + "/sriov_numvfs"), total),
            Small(files, place + "/sriov_offset"),
            Small(files, place + "/sriov_stride"),
            files.Hex(place + "/sriov_vf_device", 0xFFFF) ?? 0);
    }

    private static int Small(FileTreeView files, string path)
    {
        long value = files.Number(path) ?? 0;
        return value is >= 0 and <= 0xFFFF
            ? (int)value
            : throw files.Bad(path, value.ToString(CultureInfo.InvariantCulture), "a number from 0 to 65535");
    }

    private static Dictionary<PciAddress, int> Numbers(FileTreeView files, string pfPlace)
    {
        Dictionary<PciAddress, int> numbers = [];
        foreach (int number in SysfsCpus.Numbered(files, pfPlace, "virtfn"))
        {
            if (Target(files, string.Create(CultureInfo.InvariantCulture, $"{pfPlace}/virtfn{number}")) is PciAddress vf)
            {
                numbers[vf] = number;
            }
        }

        return numbers;
    }

    private static int? ByArithmetic(PciAddress pf, SriovCapability sriov, PciAddress vf)
    {
        int distance = vf.RoutingId - pf.RoutingId - sriov.Offset;
        return sriov.Offset > 0 && sriov.Stride > 0 && distance >= 0 && distance % sriov.Stride == 0 ? distance / sriov.Stride : null;
    }

    private static PciAddress? Target(FileTreeView files, string path) =>
        files.LinkTarget(path) is string target && PciAddress.TryParse(target.TrimEnd('/').Split('/')[^1], out PciAddress address)
            ? address
            : null;
}
