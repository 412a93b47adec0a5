using Model.Placement;

namespace Model.Tests.Placement;

/// <summary>
/// A small random cloud that keeps changing: trees up to three levels deep, flat hosts, sharing providers, few classes, traits and
/// aggregates so that they meet often.
/// </summary>
internal sealed class RandomForest
{
    public static readonly string[] Classes = ["VCPU", "MEMORY_MB", "DISK_GB", "CUSTOM_GPU", "CUSTOM_NIC"];
    public static readonly string[] Traits = ["CUSTOM_RED", "CUSTOM_BLUE", "CUSTOM_BIG"];
    public static readonly string[] Aggregates =
        ["aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002", "aaaaaaaa-0000-0000-0000-000000000003"];

    private const string Sharing = "MISC_SHARES_VIA_AGGREGATE";

    private readonly Draws _draws;
    private int _next;

    public RandomForest(Draws draws)
    {
        _draws = draws;
        foreach (string name in Classes.Where(name => name.StartsWith("CUSTOM_", StringComparison.Ordinal)))
        {
            Store.EnsureResourceClass(name);
        }

        foreach (string name in Traits)
        {
            Store.EnsureTrait(name);
        }

        bool hasSharing = draws.OneIn(3);
        bool isFlat = draws.OneIn(6);
        int roots = 1 + draws.Below(5);
        for (int root = 0; root < roots; root++)
        {
            AddTree(isFlat ? 0 : draws.Below(5), hasSharing);
        }

        for (int claim = draws.Below(6); claim > 0; claim--)
        {
            Claim();
        }
    }

    public PlacementStore Store { get; } = new();

    /// <summary>UUIDs of all providers.</summary>
    public List<string> Uuids => [.. Store.Providers.Select(provider => provider.Uuid)];

    /// <summary>Does something that may be refused.</summary>
    public void Change()
    {
        string uuid = _draws.Pick(Uuids);
        switch (_draws.Below(9))
        {
            case 0:
                AddTree(_draws.Below(3), hasSharing: _draws.OneIn(3));
                break;
            case 1:
                Store.DeleteProvider(uuid);
                if (Store.ProviderCount == 0)
                {
                    AddTree(2, hasSharing: false);
                }

                break;
            case 2:
                Store.UpdateProvider(uuid, NewName(), _draws.OneIn(2) ? null : _draws.Pick(Uuids));
                break;
            case 3:
                Store.UpdateProvider(uuid, NewName(), Store.FindProvider(uuid)!.ParentUuid);
                break;
            case 4:
                Store.SetTraits(uuid, TraitsOf(hasSharing: true));
                break;
            case 5:
                Store.SetAggregates(uuid, _draws.Some(Aggregates, 3));
                break;
            case 6:
                Store.SetInventories(uuid, Inventories());
                break;
            default:
                Claim();
                break;
        }
    }

    /// <summary>Claims for a new or a known consumer, with amounts that may not fit.</summary>
    public PlacementResult Claim()
    {
        string consumer = $"cccccccc-0000-0000-0000-00000000000{_draws.Below(8)}";
        if (_draws.OneIn(4))
        {
            return Store.DeleteAllocations(consumer);
        }

        List<ProviderAllocation> wanted = [];
        for (int count = 1 + _draws.Below(3); count > 0; count--)
        {
            ProviderAllocation allocation = new(_draws.Pick(Uuids), _draws.Pick(Classes), 1 + _draws.Below(4));
            if (!wanted.Exists(w => w.ProviderUuid == allocation.ProviderUuid && w.ResourceClass == allocation.ResourceClass))
            {
                wanted.Add(allocation);
            }
        }

        return Store.Claim(new ConsumerClaim
        {
            ConsumerUuid = consumer,
            Allocations = wanted,
            ProjectId = "project",
            UserId = "user",
            ConsumerGeneration = Store.GetConsumerGeneration(consumer),
        });
    }

    public List<Inventory> Inventories()
    {
        List<Inventory> inventories = [];
        foreach (string name in _draws.Some(Classes, 2))
        {
            int total = 1 + _draws.Below(8);
            inventories.Add(new Inventory
            {
                ResourceClass = name,
                Total = total,
                Reserved = _draws.OneIn(4) ? _draws.Below(total + 1) : 0,
                MinUnit = _draws.OneIn(6) ? 2 : 1,
                MaxUnit = _draws.OneIn(3) ? 1 + _draws.Below(4) : int.MaxValue,
                StepSize = _draws.OneIn(6) ? 2 : 1,
                AllocationRatio = _draws.OneIn(4) ? 1.5 : 1.0,
            });
        }

        return inventories;
    }

    private void AddTree(int children, bool hasSharing)
    {
        List<string> members = [AddProvider(null, hasSharing)];
        for (int child = 0; child < children; child++)
        {
            members.Add(AddProvider(_draws.OneIn(3) ? _draws.Pick(members) : members[0], hasSharing));
        }
    }

    private string AddProvider(string? parent, bool hasSharing)
    {
        string uuid = $"11111111-0000-0000-0000-{++_next:000000000000}";
        Store.CreateProvider(uuid, NewName(), parent);
        Store.SetInventories(uuid, Inventories());
        Store.SetTraits(uuid, TraitsOf(hasSharing));
        Store.SetAggregates(uuid, _draws.Some(Aggregates, 3));
        return uuid;
    }

    private List<string> TraitsOf(bool hasSharing)
    {
        List<string> traits = _draws.Some(Traits, 2);
        if (hasSharing && _draws.OneIn(4))
        {
            traits.Add(Sharing);
        }

        return traits;
    }

    private string NewName() => $"{(char)('a' + _draws.Below(26))}{(char)('A' + _draws.Below(26))}-{++_next}";
}
