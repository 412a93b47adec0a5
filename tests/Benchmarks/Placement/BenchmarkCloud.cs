using System.Globalization;
using Model.Placement;

namespace Benchmarks.Placement;

/// <summary>The cloud on whose shape the real service was timed: computes with eight PCI devices of one unit each.</summary>
public static class BenchmarkCloud
{
    /// <summary>Devices of each compute.</summary>
    public const int Devices = 8;

    private const string PciClass = "CUSTOM_PCI_10DE_1DB6";

    private static readonly string[] HostTraits =
        ["COMPUTE_NODE", "COMPUTE_TRUSTED_CERTS", "HW_CPU_X86_AVX", "HW_CPU_X86_AVX2", "HW_CPU_X86_VMX", "COMPUTE_VOLUME_ATTACH"];

    /// <summary>Builds it, with <paramref name="computes"/> roots.</summary>
    public static PlacementStore Build(int computes)
    {
        PlacementStore store = new();
        store.EnsureResourceClass(PciClass);
        for (int host = 0; host < computes; host++)
        {
            string root = UuidOf(host, 0);
            string name = string.Create(CultureInfo.InvariantCulture, $"compute-{host:00000}");
            store.CreateProvider(root, name);
            store.SetTraits(root, HostTraits);
            store.SetInventories(
                root,
                [
                    new Inventory { ResourceClass = "VCPU", Total = 64, AllocationRatio = 4.0 },
                    new Inventory { ResourceClass = "MEMORY_MB", Total = 262144, Reserved = 512 },
                    new Inventory { ResourceClass = "DISK_GB", Total = 2000 },
                ]);
            for (int device = 1; device <= Devices; device++)
            {
                string child = UuidOf(host, device);
                store.CreateProvider(child, string.Create(CultureInfo.InvariantCulture, $"{name}_0000:8{device}:00.0"), root);
                store.SetInventories(child, [new Inventory { ResourceClass = PciClass, Total = 1, MaxUnit = 1 }]);
            }
        }

        return store;
    }

    /// <summary>A guest with so many PCI groups.</summary>
    public static CandidateRequest Request(int groups, int? limit = 1000, string? inTree = null) => new()
    {
        Groups =
        [
            new RequestGroup
            {
                Suffix = string.Empty,
                Resources = [new("VCPU", 1), new("MEMORY_MB", 256), new("DISK_GB", 1)],
                InTree = inTree,
            },
            .. Enumerable.Range(0, groups).Select(group => new RequestGroup
            {
                Suffix = string.Create(CultureInfo.InvariantCulture, $"_pci-{group}"),
                Resources = [new(PciClass, 1)],
            }),
        ],
        GroupPolicy = GroupPolicy.None,
        Limit = limit,
    };

    /// <summary>Takes all memory of every compute, so that none can serve a guest.</summary>
    public static void Fill(PlacementStore store, int computes)
    {
        for (int host = 0; host < computes; host++)
        {
            store.Claim(Claim(string.Create(CultureInfo.InvariantCulture, $"cccccccc-0000-0000-0001-{host:000000000000}"), host, 261632));
        }
    }

    /// <summary>A claim of a guest with one device.</summary>
    public static ConsumerClaim Claim(string consumer, int host, int memory) => new()
    {
        ConsumerUuid = consumer,
        Allocations =
        [
            new(UuidOf(host, 0), "VCPU", 1),
            new(UuidOf(host, 0), "MEMORY_MB", memory),
            new(UuidOf(host, 1), PciClass, 1),
        ],
        ProjectId = "project",
        UserId = "user",
        ConsumerType = "INSTANCE",
    };

    /// <summary>The UUID of a compute (device 0) or of one of its devices.</summary>
    public static string UuidOf(int host, int device) =>
        string.Create(CultureInfo.InvariantCulture, $"11111111-0000-0000-{device:0000}-{host:000000000000}");
}
