using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Kernel;

/// <summary>
/// Measures the kernel in processor time, which a busy machine disturbs less than wall time: one row a model, the best of some rounds.
/// </summary>
public static class QuickTable
{
    private const int Rounds = 5;

    /// <summary>Runs every model, or those whose name contains a text, and prints the table.</summary>
    public static int Print(TextWriter output, string filter)
    {
        output.WriteLine(Line("model", "M/cpu-s", "median", "bytes/unit", "floor", "ambitious"));
        foreach (QuickRow row in QuickRow.All)
        {
            if (row.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            {
                output.WriteLine(Measure(row));
            }
        }

        return 0;
    }

    private static string Measure(QuickRow row)
    {
        Func<long> run = row.Prepare();
        run();
        List<double> rates = [];
        double bytes = 0;
        for (int round = 0; round < Rounds; round++)
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan before = ProcessorTime();
            long units = run();
            double seconds = (ProcessorTime() - before).TotalSeconds;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)units;
            rates.Add(units / seconds / 1e6);
        }

        rates.Sort();
        return Line(row.Name, Number(rates[^1]), Number(rates[Rounds / 2]), bytes.ToString("0.0", CultureInfo.InvariantCulture),
            Number(row.Floor), Number(row.Ambitious));
    }

    private static TimeSpan ProcessorTime()
    {
        using Process self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Line(params string[] cells) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{cells[0],-34} {cells[1],9} {cells[2],9} {cells[3],10} {cells[4],8} {cells[5],9}");
}
