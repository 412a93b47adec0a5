using System.Diagnostics;
using System.Globalization;
using Model.Placement;

namespace Benchmarks.Placement;

/// <summary>
/// Measures the store and the candidate search in processor time (median of rounds), beside the real service's times for the same
/// shapes where these are known.
/// </summary>
public static class PlacementQuickTable
{
    private const int Rounds = 7;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(60);
    private static readonly int[] Sizes = [10, 100, 1_000, 10_000];

    /// <summary>Seconds of the real service by number of computes and PCI groups; extrapolated where it was not waited for.</summary>
    private static readonly Dictionary<(int Computes, int Groups), double> Real = new()
    {
        [(10, 0)] = 0.043, [(10, 1)] = 0.053, [(10, 2)] = 0.108, [(10, 4)] = 2.1,
        [(100, 0)] = 0.109, [(100, 1)] = 0.180, [(100, 2)] = 0.447, [(100, 4)] = 24.3,
        [(1_000, 0)] = 1.03, [(1_000, 1)] = 1.62, [(1_000, 2)] = 3.58, [(1_000, 4)] = 245,
    };

    private static readonly Dictionary<int, double> RealInTurns = new() { [10] = 0.24, [100] = 0.41, [1_000] = 3.5 };

    private static readonly Dictionary<int, double> RealWithoutGroups = new() { [10] = 0.043, [100] = 0.109, [1_000] = 1.03 };

    /// <summary>Prints the table.</summary>
    public static int Print(TextWriter output)
    {
        output.WriteLine(Line("question", "computes", "us/call", "bytes/call", "real s", "times faster"));
        foreach (int computes in Sizes)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            PlacementStore store = BenchmarkCloud.Build(computes);
            store.FindCandidates(BenchmarkCloud.Request(1));
            long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
            foreach (int groups in (int[])[0, 1, 2, 4])
            {
                CandidateRequest request = BenchmarkCloud.Request(groups);
                Measure(output, $"{groups} groups, limit 1000", computes, Real.GetValueOrDefault((computes, groups)),
                    () => store.FindCandidates(request));
            }

            MeasureOthers(output, store, computes);
            output.WriteLine(Line("memory per compute with 8 devices", Number(computes), "", Number(bytes / computes), "", ""));
        }

        return 0;
    }

    private static void MeasureOthers(TextWriter output, PlacementStore store, int computes)
    {
        CandidateRequest four = BenchmarkCloud.Request(4);
        CandidateOptions inTurns = new() { MaxCandidates = 1000, Strategy = CandidateStrategy.BreadthFirst };
        Measure(output, "4 groups, breadth-first, max 1000", computes, RealInTurns.GetValueOrDefault(computes),
            () => store.FindCandidates(four, inTurns));
        CandidateRequest none = BenchmarkCloud.Request(0);
        Measure(output, "0 groups, spelled out, with roots", computes, RealWithoutGroups.GetValueOrDefault(computes), () =>
        {
            AllocationCandidates answer = store.FindCandidates(none);
            answer.ToList();
            answer.SummaryRoots();
        });
        Measure(output, "0 groups, spelled out, all providers", computes, RealWithoutGroups.GetValueOrDefault(computes), () =>
        {
            AllocationCandidates answer = store.FindCandidates(none);
            answer.ToList();
            answer.SummaryProviders();
        });
        CandidateRequest one = BenchmarkCloud.Request(4, limit: 1000, BenchmarkCloud.UuidOf(computes / 2, 0));
        Measure(output, "4 groups, in_tree of one", computes, 0, () => store.FindCandidates(one));
        Measure(output, "4 groups, first candidate", computes, 0, () => store.FindCandidates(BenchmarkCloud.Request(4, limit: 1)));
        Measure(output, "4 groups, roots with a candidate", computes, 0, () => store.Search.RootsWithCandidates(four));
        int host = 0;
        Measure(output, "PUT, then DELETE allocations", computes, 0.045, () =>
        {
            const string Consumer = "cccccccc-0000-0000-0000-000000000001";
            store.Claim(BenchmarkCloud.Claim(Consumer, host, 256));
            store.DeleteAllocations(Consumer);
            host = (host + 1) % computes;
        });
        Measure(output, "PUT, DELETE, 1 group limit 10", computes, 0, () =>
        {
            const string Consumer = "cccccccc-0000-0000-0000-000000000001";
            store.Claim(BenchmarkCloud.Claim(Consumer, host, 256));
            store.DeleteAllocations(Consumer);
            store.FindCandidates(BenchmarkCloud.Request(1, limit: 10));
            host = (host + 1) % computes;
        });
        BenchmarkCloud.Fill(store, computes);
        Measure(output, "4 groups, every compute is full", computes, 0, () => store.FindCandidates(four));
    }

    private static void Measure(TextWriter output, string question, int computes, double real, Action ask)
    {
        ask();
        List<double> micros = [];
        double bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long calls = 0;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan start = ProcessorTime();
            TimeSpan spent;
            do
            {
                for (int batch = 0; batch < 8; batch++)
                {
                    ask();
                    calls++;
                }

                spent = ProcessorTime() - start;
            }
            while (spent < RoundTime);

            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)calls;
            micros.Add(spent.TotalMicroseconds / calls);
        }

        micros.Sort();
        double median = micros[Rounds / 2];
        output.WriteLine(Line(
            question,
            Number(computes),
            median.ToString("0.00", CultureInfo.InvariantCulture),
            Number((long)bytes),
            real == 0 ? "" : real.ToString("0.###", CultureInfo.InvariantCulture),
            real == 0 ? "" : Number((long)(real * 1e6 / median))));
    }

    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Line(params string[] cells) => string.Create(
        CultureInfo.InvariantCulture, $"{cells[0],-34} {cells[1],8} {cells[2],10} {cells[3],11} {cells[4],7} {cells[5],13}");
}
