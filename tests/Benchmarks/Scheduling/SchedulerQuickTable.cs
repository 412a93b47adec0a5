using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Scheduling;

/// <summary>A table of decisions per second in a few seconds, for a look between changes; BenchmarkDotNet is for figures to quote.</summary>
internal static class SchedulerQuickTable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <summary>Measures and prints; returns the exit code.</summary>
    public static int Print(TextWriter output)
    {
        foreach (GuestShape shape in Enum.GetValues<GuestShape>())
        {
            // The first row must not pay for the compiler.
            Measure(new SchedulerCloud(shape, 100, null), Long);
            Measure(new SchedulerCloud(shape, 100, null, isReference: true), Long);
        }

        output.WriteLine(
            "| guest | hosts | candidates | decisions/cpu-s | KiB/decision | in use, decisions/cpu-s "
            + "| reference path, decisions/cpu-s | KiB/host |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (GuestShape shape in Enum.GetValues<GuestShape>())
        {
            foreach ((int hosts, int? limit) in
                new (int, int?)[] { (1_000, null), (10_000, 1_000), (10_000, null), (100_000, 1_000), (100_000, null) })
            {
                Print(output, shape, hosts, limit);
            }
        }

        return 0;
    }

    private static void Print(TextWriter output, GuestShape shape, int hosts, int? limit)
    {
        (double reference, _) = Measure(new SchedulerCloud(shape, hosts, limit, isReference: true), Long / 2);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        SchedulerCloud cloud = new(shape, hosts, limit);
        Measure(cloud, Long / 2);
        double memory = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)hosts;
        (double perSecond, double bytes) = Measure(cloud, Long);
        Measure(cloud, Long / 4, churns: true);
        (double churned, _) = Measure(cloud, Long, churns: true);
        int candidates = Math.Min(limit ?? hosts, hosts);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {shape} | {hosts} | {candidates} | {perSecond:f0} | {bytes / 1024:f0} | {churned:f0} | {reference:f0} | {memory / 1024:f1} |"));
    }

    /// <summary>Processor time, which a busy machine disturbs less than wall time.</summary>
    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static (double PerSecond, double Bytes) Measure(SchedulerCloud cloud, TimeSpan duration, bool churns = false)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = ProcessorTime();
        int decisions = 0;
        while (ProcessorTime() - start < duration)
        {
            if (churns)
            {
                cloud.Churn();
            }
            else
            {
                cloud.Decide();
            }

            decisions++;
        }

        double seconds = (ProcessorTime() - start).TotalSeconds;
        return (decisions / seconds, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)decisions);
    }
}
