using Model.Hardware;
using Model.Hardware.Building;
using Xunit;

namespace Model.Tests.Hardware;

public sealed class SriovSwitchTests
{
    private static readonly PciAddress Card = PciAddress.Parse("0000:01:00.0");

    [Fact]
    public void Virtual_functions_come_and_go()
    {
        HostHardware none = Host(new PciGroup { Device = "mellanox-connectx-7" });

        HostHardware four = SriovSwitch.WithVirtualFunctions(none, Card, 4, "mlx5_vfio_pci");
        HostHardware back = SriovSwitch.WithVirtualFunctions(four, Card, 0);

        Assert.Equal(
            ["0000:01:00.2", "0000:01:00.3", "0000:01:00.4", "0000:01:00.5"],
            four.VirtualFunctionsOf(Card).Select(f => f.Address.ToString()));
        Assert.All(four.VirtualFunctionsOf(Card), vf => Assert.Equal("mlx5_vfio_pci", vf.Driver));
        Assert.Equal(none, back);
    }

    [Fact]
    public void A_known_card_without_the_capability_gets_it()
    {
        HostHardware plain = Host(new PciGroup { Device = "intel-x520", SriovEnabled = false });
        Assert.Equal(PciFunctionKind.Plain, plain.PciFunctions[1].Kind);

        HostHardware switched = SriovSwitch.WithVirtualFunctions(plain, Card, 63);

        Assert.Equal(63, switched.VirtualFunctionsOf(Card).Count);
        Assert.Equal("0000:01:1f.4", switched.VirtualFunctionsOf(Card)[62].Address.ToString());
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        HostHardware host = Host(new PciGroup { Device = "nvidia-t4" }, new PciGroup { Device = "mellanox-connectx-7" });

        Assert.Throws<HardwareException>(() => SriovSwitch.WithVirtualFunctions(host, Card, 1));
        Assert.Throws<HardwareException>(() => SriovSwitch.WithVirtualFunctions(host, PciAddress.Parse("0000:02:00.0"), 17));
        Assert.Throws<HardwareException>(() => SriovSwitch.WithVirtualFunctions(host, PciAddress.Parse("0000:77:00.0"), 1));
    }

    private static HostHardware Host(params PciGroup[] groups) => HostBuilder.Build(new HostTemplate { Pci = groups }).Hardware;
}
