using CsCheck;
using Model.Placement;
using Testing;
using Xunit;

namespace Model.Tests.Placement;

/// <summary>The store's rules. What the recorded vectors show is not repeated here, except as one readable example each.</summary>
public sealed class PlacementStoreTests
{
    private const string Host = "22222222-0000-0000-0000-000000000001";
    private const string Other = "22222222-0000-0000-0000-000000000002";
    private const string Consumer = "cccccccc-0000-0000-0000-000000000001";

    [Fact]
    public void Invariants_hold_after_every_operation() => Gen.ULong.Holds(
        seed =>
        {
            Draws draws = new(seed);
            RandomForest forest = new(draws);
            PlacementInvariants invariants = new(forest.Store);
            invariants.Check();
            for (int step = 0; step < 40; step++)
            {
                if (draws.OneIn(4))
                {
                    Reshape(draws, forest);
                }
                else
                {
                    forest.Change();
                }

                invariants.Check();
            }
        },
        iter: 250);

    [Fact]
    public void A_refused_claim_leaves_nothing_behind()
    {
        PlacementStore store = TwoHosts();
        Assert.Equal(409, store.Claim(Wants(Consumer, null, (Host, 1), (Other, 9))).Status);
        Assert.Null(store.GetConsumerGeneration(Consumer));
        Assert.All(store.Providers, provider => Assert.Equal(1, provider.Generation));
        Assert.Equal(0, store.GetUsages(Host)[0].Amount);
    }

    [Fact]
    public void An_unknown_provider_leaves_the_consumer_behind_at_generation_0()
    {
        PlacementStore store = TwoHosts();
        Assert.Equal(400, store.Claim(Wants(Consumer, null, ("22222222-0000-0000-0000-000000000009", 1))).Status);
        Assert.Equal(0, store.GetConsumerGeneration(Consumer));
        Assert.True(store.Claim(Wants(Consumer, null, (Host, 1))).IsConcurrentUpdate);
        Assert.True(store.Claim(Wants(Consumer, 0, (Host, 1))).IsSuccess);
    }

    [Fact]
    public void A_move_that_leaves_an_over_committed_provider_no_worse_is_allowed()
    {
        PlacementStore store = TwoHosts();
        store.Claim(Wants(Consumer, null, (Host, 4)));
        store.SetInventories(Host, [new Inventory { ResourceClass = "VCPU", Total = 2 }]);
        Assert.Equal(204, store.Claim(Wants(Consumer, 1, (Host, 4), (Other, 1))).Status);
        Assert.Equal(409, store.Claim(Wants("cccccccc-0000-0000-0000-000000000002", null, (Host, 1))).Status);
        Assert.Equal(204, store.Claim(Wants(Consumer, 2, (Host, 3))).Status);
        Assert.Equal(409, store.Claim(Wants(Consumer, 3, (Host, 4))).Status);
    }

    [Fact]
    public void A_class_in_use_cannot_leave_by_a_reshape_unless_its_allocations_do()
    {
        PlacementStore store = TwoHosts();
        store.Claim(Wants(Consumer, null, (Host, 2)));
        List<InventoryReplacement> moved =
        [
            new(Host, store.FindProvider(Host)!.Generation, []),
            new(Other, store.FindProvider(Other)!.Generation, [new Inventory { ResourceClass = "VCPU", Total = 8 }]),
        ];
        PlacementResult refused = store.Reshape(moved, []);
        Assert.Equal(PlacementErrorCode.InventoryInUse, refused.Code);
        Assert.Equal(4, store.GetInventories(Other)[0].Total);
        Assert.Equal(204, store.Reshape(moved, [Wants(Consumer, 1, (Other, 2))]).Status);
        Assert.Empty(store.GetInventories(Host));
        Assert.Equal(2, store.GetUsages(Other)[0].Amount);
    }

    private static void Reshape(Draws draws, RandomForest forest)
    {
        PlacementStore store = forest.Store;
        List<InventoryReplacement> inventories = [];
        foreach (string uuid in draws.Some(forest.Uuids, 3))
        {
            inventories.Add(new InventoryReplacement(uuid, store.FindProvider(uuid)!.Generation, forest.Inventories()));
        }

        List<ConsumerClaim> claims = [];
        foreach (ConsumerRecord consumer in draws.Some(store.Consumers, 2))
        {
            List<ProviderAllocation> allocations = [.. consumer.Allocations];
            if (draws.OneIn(2) && allocations.Count > 0)
            {
                allocations[0] = allocations[0] with { ProviderUuid = draws.Pick(forest.Uuids) };
                allocations = [.. allocations.DistinctBy(a => (a.ProviderUuid, a.ResourceClass))];
            }

            claims.Add(new ConsumerClaim
            {
                ConsumerUuid = consumer.Uuid,
                Allocations = draws.OneIn(4) ? [] : allocations,
                ProjectId = "project",
                UserId = "user",
                ConsumerGeneration = consumer.Generation,
            });
        }

        store.Reshape(inventories, claims);
    }

    private static PlacementStore TwoHosts()
    {
        PlacementStore store = new();
        foreach ((string uuid, string name) in ((string, string)[])[(Host, "host"), (Other, "other")])
        {
            store.CreateProvider(uuid, name);
            store.SetInventories(uuid, [new Inventory { ResourceClass = "VCPU", Total = 4 }]);
        }

        return store;
    }

    private static ConsumerClaim Wants(string consumer, int? generation, params (string Provider, int Amount)[] wanted) => new()
    {
        ConsumerUuid = consumer,
        Allocations = [.. wanted.Select(w => new ProviderAllocation(w.Provider, "VCPU", w.Amount))],
        ProjectId = "project",
        UserId = "user",
        ConsumerType = "INSTANCE",
        ConsumerGeneration = generation,
    };
}
