using CsCheck;
using Model.Hardware;
using Model.Hardware.Building;
using Model.Hardware.Sysfs;
using Testing;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class SysfsRoundTripTests
{
    [Fact]
    public void A_random_host_comes_back_from_its_export() => RandomHosts.Hosts.Holds(
        host =>
        {
            HostHardware back = RoundTrip(host);
            Assert.True(host.Equals(back), Difference(host, back));
        },
        iter: 100);

    [Fact]
    public void Functions_of_random_hosts_keep_the_rules_of_the_bus() => RandomHosts.Hosts.Holds(
        host =>
        {
            foreach (PciFunction function in host.PciFunctions)
            {
                if (function.PhysicalFunction is PciAddress pf)
                {
                    Assert.True(host.TryGetFunction(pf, out PciFunction physical));
                    Assert.True(physical.Sriov!.TryVfAddress(pf, function.VfIndex!.Value, out PciAddress expected));
                    Assert.Equal(expected, function.Address);
                    Assert.Equal(physical.Parent, function.Parent);
                }

                if (function.Parent is PciAddress parent)
                {
                    Assert.True(host.TryGetFunction(parent, out PciFunction bridge));
                    Assert.InRange(function.Address.Bus, bridge.Bridge!.Value.Secondary, bridge.Bridge!.Value.Subordinate);
                }
            }

            PciFunction[] bridges = host.PciFunctions.Where(f => f.Bridge is not null).ToArray();
            for (int i = 1; i < bridges.Length; i++)
            {
                bool apart = bridges[i].Address.Domain != bridges[i - 1].Address.Domain
                    || !Overlap(bridges[i].Bridge!.Value, bridges[i - 1].Bridge!.Value);
                Assert.True(apart, $"{bridges[i - 1]} and {bridges[i]} lead to the same bus");
            }
        },
        iter: 100);

    [Fact]
    public void The_export_of_an_export_is_the_same()
    {
        HostHardware host = HostBuilder.Build(new HostTemplate
        {
            Sockets = 2,
            CoresPerNode = 2,
            ThreadsPerCore = 2,
            MemoryPerNodeBytes = 1 << 30,
            Pci = [new PciGroup { Device = "intel-x710", Ports = 2, Vfs = new PciVfGroup { Count = 3 } }],
        }).Hardware;
        MemoryFileTree first = Export(host);
        MemoryFileTree second = Export(RoundTrip(host));

        Assert.Equal(Dump(first, ""), Dump(second, ""));
    }

    private static bool Overlap(BridgeBuses left, BridgeBuses right) =>
        left.Secondary <= right.Subordinate && right.Secondary <= left.Subordinate;

    private static HostHardware RoundTrip(HostHardware host) => SysfsImporter.Import(Export(host)).Hardware;

    private static MemoryFileTree Export(HostHardware host)
    {
        MemoryFileTree tree = new("export");
        SysfsExporter.Export(host, tree);
        return tree;
    }

    private static List<string> Dump(MemoryFileTree tree, string folder)
    {
        List<string> lines = [];
        foreach (string name in tree.List(folder))
        {
            string path = folder.Length == 0 ? name : folder + "/" + name;
            switch (tree.KindOf(path))
            {
                case FileNodeKind.Directory:
                    lines.AddRange(Dump(tree, path));
                    break;
                case FileNodeKind.Link:
                    lines.Add($"{path} -> {tree.ReadLink(path)}");
                    break;
                default:
                    lines.Add($"{path} = {Convert.ToHexString(tree.Read(path))}");
                    break;
            }
        }

        return lines;
    }

    private static string Difference(HostHardware left, HostHardware right)
    {
        string[] before = Parts(left);
        string[] after = Parts(right);
        return string.Join('\n', before.Except(after).Take(3)) + "\n--\n" + string.Join('\n', after.Except(before).Take(3));
    }

    private static string[] Parts(HostHardware host) =>
    [
        .. host.PciFunctions.Select(function => function.ToString()),
        .. host.Cpus.Select(cpu => cpu.ToString()),
        .. host.NumaNodes.Select(node => node.ToString()),
        host.Iommu.ToString(),
        host.UnaddressableDevices.ToString(),
    ];
}
