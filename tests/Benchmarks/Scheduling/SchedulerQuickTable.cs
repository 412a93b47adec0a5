using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Scheduling;

/// <summary>A table of decisions per second in a few seconds, for a look between changes; BenchmarkDotNet is for figures to quote.</summary>
internal static class SchedulerQuickTable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1.5);

    /// <summary>Measures and prints; returns the exit code.</summary>
    public static int Print(TextWriter output)
    {
        output.WriteLine("| hosts | candidates | decisions/cpu-s | KiB/decision |");
        output.WriteLine("|---:|---:|---:|---:|");
        foreach ((int hosts, int? limit) in new (int, int?)[] { (1_000, null), (10_000, 1_000), (10_000, null) })
        {
            PlainCloud cloud = new(hosts, limit);
            Measure(cloud, Long / 2);
            (double perSecond, double bytes) = Measure(cloud, Long);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {hosts} | {Math.Min(limit ?? hosts, hosts)} | {perSecond:f0} | {bytes / 1024:f0} |"));
        }

        return 0;
    }

    /// <summary>Processor time, which a busy machine disturbs less than wall time.</summary>
    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static (double PerSecond, double Bytes) Measure(PlainCloud cloud, TimeSpan duration)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = ProcessorTime();
        int decisions = 0;
        while (ProcessorTime() - start < duration)
        {
            cloud.Decide();
            decisions++;
        }

        double seconds = (ProcessorTime() - start).TotalSeconds;
        return (decisions / seconds, (GC.GetAllocatedBytesForCurrentThread() - before) / (double)decisions);
    }
}
