using CsCheck;
using Model.Numa;

namespace Model.Tests.Numa;

/// <summary>Random hosts and guests: small, crowded and odd, so that every rule gets in the way now and then.</summary>
internal static class NumaGenerators
{
    /// <summary>Devices of a host: free ones by cell id, and the sets of cells that suit the guest's wishes.</summary>
    internal sealed record Devices(int[] Free, int SuitSeed, bool AreRequested) : INumaPciDevices
    {
        public long CountFree(int hostCell) => hostCell < Free.Length ? Free[hostCell] : 0;

        // Any function of the set of cells will do, as long as their order does not matter.
        public bool Suit(ReadOnlySpan<int> hostCells)
        {
            int set = 0;
            foreach (int cell in hostCells)
            {
                set |= 1 << cell;
            }

            return ((set * 7) + SuitSeed) % 3 == 0;
        }
    }

    private static readonly Gen<CpuAllocationPolicy?> Policy =
        OneOf<CpuAllocationPolicy?>(
            null, CpuAllocationPolicy.Shared, CpuAllocationPolicy.Dedicated, CpuAllocationPolicy.Dedicated, CpuAllocationPolicy.Mixed);

    private static readonly Gen<CpuThreadPolicy?> Threads =
        OneOf<CpuThreadPolicy?>(null, CpuThreadPolicy.Prefer, CpuThreadPolicy.Require, CpuThreadPolicy.Isolate);

    private static readonly Gen<long?> PageSize = OneOf<long?>(
        null, null, 0, 4, 2048, 1048576, MemoryPageSize.Small, MemoryPageSize.Large, MemoryPageSize.Any);

    /// <summary>Limits of a fit, or none.</summary>
    internal static readonly Gen<NumaLimits?> Limits = Gen.Select(Gen.Bool, OneOf(1.0, 1.5, 2.0), OneOf(1.0, 1.5), Networks(), Gen.Bool)
        .Select(static NumaLimits? (set, cpu, ram, networks, hasNetworks) => set ? new NumaLimits(cpu, ram, hasNetworks ? networks : null) : null);

    /// <summary>Devices for several candidates of one host: equal but for what they suit; or a host that reports none.</summary>
    internal static readonly Gen<Devices?[]> Candidates = Gen.Select(Gen.Int[0, 3].Array[4], Gen.Bool, Gen.Int[0, 2].Array[1, 4], Gen.Int[0, 3])
        .Select(static (free, requested, seeds, kind) => seeds.Select(seed => kind == 0 ? null : new Devices(free, seed, requested)).ToArray());

    /// <summary>A host of one to four cells.</summary>
    internal static readonly Gen<HostNumaTopology> Host = Gen.Int[1, 4].SelectMany(static cells => Gen.Select(
            HostShape.Array[cells], Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[0, 3])
        .Select(static (shapes, threads, cores, split) => new HostNumaTopology(
            [.. shapes.Select((shape, cell) => HostCell(cell, shapes.Length, shape, threads, cores, split))])));

    /// <summary>A guest of one to three cells; the ids may be those left behind by an earlier fit.</summary>
    internal static readonly Gen<InstanceNumaTopology> Guest = Gen.Select(
            Gen.Int[1, 3], Policy, Threads, PageSize, OneOf<EmulatorThreadsPolicy?>(null, EmulatorThreadsPolicy.Isolate, EmulatorThreadsPolicy.Share))
        .SelectMany((cells, policy, threads, pages, emulator) => Gen.Select(
                Gen.Int[0, 4].Array[cells], Gen.Int[1, 4].Array[cells], OneOf(1, 1, 2, 4).Array[cells], Gen.Int[0, 3].Array[cells])
            .Select((ids, cpus, memory, floating) => new InstanceNumaTopology(
                [.. ids.Select((id, cell) => GuestCell(id, cell, cpus[cell], 256 * memory[cell], floating[cell], policy, threads, pages))],
                emulator)));

    private static Gen<(ulong Pinned, int Used, int CpuUsage, int Reserved, int Pages, NumaNetworkMetadata Networks)> HostShape => Gen.Select(
        Gen.OneOf(0UL, 0UL, 1UL).SelectMany(static kind => kind == 0 ? Gen.Const(0UL) : Gen.ULong),
        OneOf(0, 0, 1, 3),
        Gen.Int[0, 6],
        Gen.Int[0, 2],
        Gen.Int[0, 3],
        Networks());

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<NumaNetworkMetadata> Networks() => Gen.Select(OneOf("a", "b", "c").Array[0, 2], Gen.Bool)
        .Select(static (physnets, tunneled) => new NumaNetworkMetadata([.. physnets.Distinct()], tunneled));

    private static HostNumaCell HostCell(
        int cell, int cells, (ulong Pinned, int Used, int CpuUsage, int Reserved, int Pages, NumaNetworkMetadata Networks) shape,
        int threads, int cores, int split)
    {
        // Threads of a core lie far apart, beyond the first word of the sets, as on real hosts.
        CpuSet[] siblings =
        [
            .. Enumerable.Range(cell * cores, cores)
                .Select(core => CpuSet.Of([.. Enumerable.Range(0, threads).Select(thread => core + (thread * 60))])),
        ];
        CpuSet all = siblings.Aggregate(CpuSet.Empty, static (sum, core) => sum.Union(core));
        CpuSet upper = CpuSet.Of([.. all.ToArray().Where((_, index) => index % 2 == 1)]);
        (CpuSet shared, CpuSet dedicated) = split switch
        {
            0 => (all, all),
            1 => (CpuSet.Empty, all),
            2 => (all.Except(upper), upper),
            _ => (all, CpuSet.Empty),
        };
        HostMemoryPages[] pages =
        [
            new(4, 262144, 65536 * shape.Used, 1000 * shape.Reserved),
            new(2048, 512, 128 * shape.Used, 64 * shape.Reserved),
            new(1048576, 1, shape.Reserved / 2),
        ];
        return new HostNumaCell
        {
            Id = cells - 1 - cell,
            Cpuset = shared,
            Pcpuset = dedicated,
            MemoryMb = 1024,
            CpuUsage = shape.CpuUsage,
            MemoryUsageMb = 256 * shape.Used,
            PinnedCpus = CpuSet.Of([.. dedicated.ToArray().Where((_, index) => ((shape.Pinned >> index) & 1) == 1)]),
            Siblings = [.. siblings],
            Mempages = [.. pages.Take(shape.Pages)],
            NetworkMetadata = shape.Networks.Tunneled ? shape.Networks : null,
        };
    }

    private static InstanceNumaCell GuestCell(
        int id, int cell, int cpus, int memoryMb, int floating, CpuAllocationPolicy? policy, CpuThreadPolicy? threads, long? pages)
    {
        CpuSet all = CpuSet.Range(cell * 4, cpus);
        int floats = policy switch
        {
            CpuAllocationPolicy.Dedicated => 0,
            CpuAllocationPolicy.Mixed => Math.Min(floating, cpus),
            _ => cpus,
        };
        CpuSet shared = CpuSet.Range(cell * 4, floats);
        return new InstanceNumaCell
        {
            Id = id,
            Cpuset = shared,
            Pcpuset = all.Except(shared),
            MemoryMb = memoryMb,
            PageSizeKb = pages,
            CpuPolicy = policy,
            CpuThreadPolicy = policy is CpuAllocationPolicy.Dedicated or CpuAllocationPolicy.Mixed ? threads : null,
        };
    }
}
