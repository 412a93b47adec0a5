using CsCheck;
using Model.Pci;
using Model.Placement.Pci;
using Testing;
using Xunit;

namespace Model.Tests.Placement.Pci;

/// <summary>
/// Goal: on any host Placement ends up with what the tracker has. Method: random cards, each with its PF or some of its VFs configured,
/// owned by random servers; a first update brings everything in line, a second one finds nothing to do.
/// </summary>
public sealed class PciPlacementPropertyTests
{
    private const string Node = "node";

    private static readonly Gen<(int[] Vfs, int[] Owners)> Hosts =
        Gen.Select(Gen.Int[0, 6].Array[0, 5], Gen.Int[0, 4].Array[40]);

    [Fact]
    public void A_second_update_finds_nothing_to_do() => Hosts.Holds(
        host =>
        {
            List<PlacementDevice> devices = Devices(host.Vfs, host.Owners);
            ProviderTreeView tree = new();
            tree.AddRoot(Node, Node);
            List<ConsumerAllocations> allocations = [.. Enumerable.Range(1, 4).Select(owner => new ConsumerAllocations($"server{owner}"))];

            PciPlacementView view = new(Node, devices);
            IReadOnlyList<KeyValuePair<string, string>> assigned = view.UpdateTree(tree, allocations, static name => name);
            view.HealAllocations(tree, allocations, []);
            Assert.Equal(devices.Select(device => device.Address), assigned.Select(pair => pair.Key));
            foreach (IGrouping<string, string> provider in assigned.GroupBy(pair => pair.Value, pair => pair.Key))
            {
                Assert.Equal(provider.Count(), Assert.Single(tree.Get(provider.Key).Inventories).Value.Total);
                Assert.Equal(
                    devices.Count(device => device.InstanceUuid is not null && provider.Contains(device.Address)),
                    allocations.SelectMany(consumer => consumer.Records).Where(record => record.ProviderUuid == provider.Key)
                        .Sum(record => record.Amount));
            }

            foreach (ProviderView provider in tree.All())
            {
                provider.MarkClean();
            }

            PciPlacementView again = new(Node, devices);
            again.UpdateTree(tree, allocations, static name => name);
            Assert.False(again.HealAllocations(tree, allocations, []));
            Assert.DoesNotContain(tree.All(), provider => provider.IsDirty);
        },
        iter: 300);

    /// <summary>Card n has n-th many VFs; none means that the PF itself is configured.</summary>
    private static List<PlacementDevice> Devices(int[] vfs, int[] owners)
    {
        List<PlacementDevice> devices = [];
        for (int card = 0; card < vfs.Length; card++)
        {
            for (int vf = 0; vf < Math.Max(vfs[card], 1); vf++)
            {
                int owner = owners[devices.Count];
                devices.Add(new PlacementDevice
                {
                    Address = vfs[card] == 0 ? $"0000:0{card}:00.0" : $"0000:0{card}:01.{vf}",
                    VendorId = "15b3",
                    ProductId = vfs[card] == 0 ? "101d" : "101e",
                    Type = vfs[card] == 0 ? PciDeviceType.Pf : PciDeviceType.Vf,
                    ParentAddress = vfs[card] == 0 ? null : $"0000:0{card}:00.0",
                    InstanceUuid = owner == 0 ? null : $"server{owner}",
                    Tags = new PlacementTags(),
                });
            }
        }

        return devices;
    }
}
