using Model.Placement;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>Goal: the audit finds allocations nobody owns and leaves the others alone. Method: two consumers, one of which is gone.</summary>
public sealed class AllocationAuditTests
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "server-1" };

    [Fact]
    public void Only_allocations_without_a_server_are_orphans_and_are_deleted()
    {
        PlacementStore store = new();
        store.CreateProvider("host", "host");
        store.SetInventories("host", [new Inventory { ResourceClass = "VCPU", Total = 8 }]);
        Assert.True(Claim(store, "server-1").IsSuccess);
        Assert.True(Claim(store, "gone").IsSuccess);

        Assert.Equal("gone", Assert.Single(AllocationAudit.FindOrphans(store, Known)).Uuid);
        Assert.Equal(1, AllocationAudit.DeleteOrphans(store, Known));
        Assert.Empty(AllocationAudit.FindOrphans(store, Known));
        Assert.Equal(2, Assert.Single(store.GetUsages("host")).Amount);
    }

    private static PlacementResult Claim(PlacementStore store, string consumer) => store.Claim(new ConsumerClaim
    {
        ConsumerUuid = consumer,
        ProjectId = "p",
        UserId = "u",
        Allocations = [new ProviderAllocation("host", "VCPU", 2)],
    });
}
