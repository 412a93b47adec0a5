namespace Model.Hardware;

/// <summary>What must hold in every machine, whatever it was read from.</summary>
internal static class HostHardwareRules
{
    /// <exception cref="HardwareException">The parts contradict each other.</exception>
    public static void Check(HostHardware host)
    {
        CheckNodes(host);
        CheckCpus(host);
        for (int i = 1; i < host.UnaddressableDevices.Count; i++)
        {
            string address = host.UnaddressableDevices[i].Address;
            bool alone = address != host.UnaddressableDevices[i - 1].Address;
            Require(alone, $"two PCI devices have the address {address}; addresses must be unique");
        }

        foreach (PciFunction function in host.PciFunctions)
        {
            CheckRanges(function);
            CheckNames(function);
            CheckParent(host, function);
            CheckPhysicalFunction(host, function);
        }
    }

    private static void CheckNodes(HostHardware host)
    {
        Require(host.NumaNodes.Count > 0, "a host needs at least one NUMA node");
        for (int i = 0; i < host.NumaNodes.Count; i++)
        {
            NumaNode node = host.NumaNodes[i];
            Require(node.Id >= 0 && node.MemoryBytes >= 0, $"NUMA node {node.Id}: number and memory must not be negative");
            Require(i == 0 || host.NumaNodes[i - 1].Id < node.Id, $"NUMA node {node.Id} appears twice");
            Require(
                node.Distances.Count == 0 || node.Distances.Count == host.NumaNodes.Count,
                $"NUMA node {node.Id} lists {node.Distances.Count} distances; expected one for each of the {host.NumaNodes.Count} nodes");
        }
    }

    private static void CheckCpus(HostHardware host)
    {
        for (int i = 0; i < host.Cpus.Count; i++)
        {
            LogicalCpu cpu = host.Cpus[i];
            Require(cpu.Id >= 0 && cpu.Package >= 0 && cpu.Core >= 0, $"CPU {cpu.Id}: numbers must not be negative");
            Require(i == 0 || host.Cpus[i - 1].Id < cpu.Id, $"CPU {cpu.Id} appears twice");
            Require(HasNode(host, cpu.NumaNode), $"CPU {cpu.Id} is on NUMA node {cpu.NumaNode}, which the host does not have");
        }
    }

    private static void CheckRanges(PciFunction function)
    {
        Require(
            function.VendorId is >= 0 and <= 0xFFFF && function.DeviceId is >= 0 and <= 0xFFFF
            && function.SubsystemVendorId is >= 0 and <= 0xFFFF && function.SubsystemId is >= 0 and <= 0xFFFF,
            $"PCI function {function.Address}: an id is outside 0–FFFF");
        Require(function.ClassCode is >= 0 and <= 0xFFFFFF, $"PCI function {function.Address}: the class is outside 0–FFFFFF");
        Require(function.Revision is >= 0 and <= 0xFF, $"PCI function {function.Address}: the revision is outside 0–FF");
        if (function.Bridge is BridgeBuses buses)
        {
            Require(
                buses.Secondary is >= 0 and <= 0xFF && buses.Subordinate is >= 0 and <= 0xFF,
                $"bridge {function.Address}: a bus number is outside 0–FF");
        }

        if (function.Sriov is SriovCapability sriov)
        {
            Require(
                sriov.TotalVfs is >= 1 and <= 0xFFFF && sriov.NumVfs >= 0 && sriov.NumVfs <= sriov.TotalVfs,
                $"PF {function.Address} has {sriov.NumVfs} of {sriov.TotalVfs} VFs; expected 1–65535 in total, no more in use");
            Require(
                sriov.Offset is >= 0 and <= 0xFFFF && sriov.Stride is >= 0 and <= 0xFFFF && sriov.VfDeviceId is >= 0 and <= 0xFFFF,
                $"PF {function.Address}: VF offset, stride or device id is outside 0–FFFF");
        }
    }

    // Names become file names in an exported tree.
    private static void CheckNames(PciFunction function)
    {
        Require(
            function.Driver is null || IsFileName(function.Driver),
            $"PCI function {function.Address}: '{function.Driver}' is no driver name");
        foreach (NetworkDevice net in function.NetworkDevices)
        {
            Require(IsFileName(net.Name), $"PCI function {function.Address}: '{net.Name}' is no interface name");
        }

        Require(
            function.SerialNumber is null
            || (function.SerialNumber.Length is >= 1 and <= 255
                && function.SerialNumber.Trim() == function.SerialNumber
                && !function.SerialNumber.AsSpan().ContainsAnyExceptInRange(' ', '~')),
            $"PCI function {function.Address}: a serial number is 1–255 printable ASCII characters");
    }

    private static bool IsFileName(string name) =>
        name is not ("" or "." or "..") && !name.AsSpan().ContainsAny('/', '\0', '\n') && name.Trim() == name;

    private static void CheckParent(HostHardware host, PciFunction function)
    {
        if (function.Parent is not PciAddress parent)
        {
            return;
        }

        Require(
            host.TryGetFunction(parent, out PciFunction above),
            $"PCI function {function.Address} hangs below {parent}, which the host does not have");
        Require(above.Root == function.Root, $"PCI function {function.Address} and its parent {parent} are in different hierarchies");

        // A hierarchy is at most 256 buses deep; a longer walk has gone round in a circle.
        for (int depth = 0; above.Parent is PciAddress next; depth++)
        {
            Require(depth < 256, $"PCI function {function.Address} is below itself");
            Require(host.TryGetFunction(next, out above), $"bridge {next} is missing");
        }
    }

    private static void CheckPhysicalFunction(HostHardware host, PciFunction function)
    {
        if (function.PhysicalFunction is not PciAddress pf)
        {
            Require(function.VfIndex is null, $"PCI function {function.Address} has a VF number but no PF");
            return;
        }

        Require(function.VfIndex is >= 0, $"VF {function.Address} needs its number on the PF");
        Require(function.Sriov is null, $"VF {function.Address} cannot be a PF itself");
        Require(
            host.TryGetFunction(pf, out PciFunction physical) && physical.Sriov is not null,
            $"VF {function.Address} belongs to {pf}, which is not an SR-IOV physical function of the host");
    }

    private static bool HasNode(HostHardware host, int id)
    {
        foreach (NumaNode node in host.NumaNodes)
        {
            if (node.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new HardwareException(message);
        }
    }
}
