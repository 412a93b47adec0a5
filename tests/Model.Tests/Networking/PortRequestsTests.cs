using Model.Networking;
using Model.Pci;
using Xunit;

namespace Model.Tests.Networking;

/// <summary>Goal: rules of ports that the recordings do not reach.</summary>
public sealed class PortRequestsTests
{
    private static readonly Network Physical = new() { Id = "net", PhysicalNetwork = "physnet1", NetworkType = "vlan" };

    [Fact]
    public void A_port_for_an_accelerator_needs_a_device_profile()
    {
        Port port = new() { Id = "port", NetworkId = "net", VnicType = "accelerator-direct" };
        Assert.Equal(
            "DeviceProfileError",
            Assert.Throws<NovaException>(() => PortRequests.Of([new NetworkRequest(port, Physical)], null, false)).Name);
        Assert.Empty(PortRequests.Of([new NetworkRequest(port with { DeviceProfile = "p" }, Physical)], null, false).PciRequests);
    }

    [Fact]
    public void A_ports_own_numa_policy_goes_before_the_guests()
    {
        Port port = new() { Id = "port", NetworkId = "net", VnicType = VnicTypes.Direct, NumaPolicy = PciNumaPolicy.Socket };
        PortRequests asked = PortRequests.Of(
            [new NetworkRequest(port, Physical), new NetworkRequest(port with { Id = "other", NumaPolicy = null }, Physical)],
            PciNumaPolicy.Required,
            false);
        Assert.Equal([PciNumaPolicy.Socket, PciNumaPolicy.Required], asked.PciRequests.Select(request => request.NumaPolicy));
    }

    [Fact]
    public void Segments_count_only_where_neutron_supports_several()
    {
        Network network = Physical with { Segments = [new NetworkSegment(null, "vxlan"), new NetworkSegment("other", "vlan")] };
        Assert.Equal(["physnet1"], PortRequests.Of([new NetworkRequest(null, network)], null, false).Metadata.PhysicalNetworks);
        Assert.Equal(["other"], PortRequests.Of([new NetworkRequest(null, network)], null, true).Metadata.PhysicalNetworks);
    }
}
