using Model.Compute.LiveMigration;
using Model.Hardware;
using Xunit;

namespace Model.Tests.Compute;

/// <summary>Goal: rules of live migration that the recordings do not reach.</summary>
public sealed class LiveMigrationTests
{
    private static readonly MigrationHost Source = new() { Name = "a", MemoryMb = 4096, FreeRamMb = 2048, HypervisorVersion = 8_002_002 };
    private static readonly MigrationHost Destination = Source with { Name = "b" };
    private static readonly MigrationGuest Guest = new() { Id = "guest", MemoryMb = 1024 };

    [Fact]
    public void A_refusal_of_a_host_that_the_scheduler_chose_skips_the_host()
    {
        LiveMigrationRefusal refusal = Assert.Throws<LiveMigrationRefusal>(() => LiveMigrationChecks.OnDestination(
            Guest, Source, Destination with { HypervisorVersion = 8_000_000 }, new MigrationConditions()));
        Assert.Equal(("DestinationHypervisorTooOld", true), (refusal.Name, refusal.SkipsHost));
    }

    [Fact]
    public void A_refusal_before_scheduling_ends_the_migration()
    {
        LiveMigrationRefusal refusal = Assert.Throws<LiveMigrationRefusal>(() => LiveMigrationChecks.BeforeScheduling(
            Guest, Source with { IsUp = false }, new MigrationConditions()));
        Assert.Equal((LiveMigrationStep.SourceUp, false), (refusal.Step, refusal.SkipsHost));
    }

    [Fact]
    public void Old_computes_matter_for_numa_guests_of_qemu_only() => LiveMigrationChecks.BeforeScheduling(
        Guest with { HasNumaTopology = true },
        Source with { HypervisorType = "LXC" },
        new MigrationConditions { MinimumServiceVersion = 30 });

    [Fact]
    public void Memory_must_be_more_than_enough_on_a_forced_destination()
    {
        LiveMigrationChecks.ForcedDestination(Guest, Source, Destination with { FreeRamMb = 1025 });
        LiveMigrationRefusal refusal = Assert.Throws<LiveMigrationRefusal>(
            () => LiveMigrationChecks.ForcedDestination(Guest, Source, Destination with { FreeRamMb = 1024 }));
        Assert.Equal(LiveMigrationStep.Memory, refusal.Step);
    }

    [Fact]
    public void A_surplus_of_devices_on_either_side_has_no_partner()
    {
        PciAddress first = PciAddress.Parse("0000:06:10.0");
        PciAddress second = PciAddress.Parse("0000:06:10.1");
        PciAddress other = PciAddress.Parse("0000:81:10.7");
        Assert.Equal([(first, other)], DeviceAddressMap.Pair(["r"], [(first, "r"), (second, "r")], [(other, "r")]));
        Assert.Equal([(first, other)], DeviceAddressMap.Pair(["r"], [(first, "r")], [(other, "r"), (second, "r")]));
        Assert.Empty(DeviceAddressMap.Pair(["r"], [(first, "r")], [(other, "s")]));
    }

    [Fact]
    public void A_source_address_that_comes_again_takes_the_later_partner_in_its_first_place()
    {
        PciAddress a = PciAddress.Parse("0000:06:10.0");
        PciAddress b = PciAddress.Parse("0000:06:10.1");
        PciAddress c = PciAddress.Parse("0000:06:10.2");
        PciAddress d = PciAddress.Parse("0000:06:10.3");
        Assert.Equal(
            [(a, d), (b, c)],
            DeviceAddressMap.Pair(["r", "s"], [(a, "r"), (b, "r"), (a, "s")], [(b, "r"), (c, "r"), (d, "s")]));
    }
}
