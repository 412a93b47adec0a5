using System.Globalization;

namespace Model.Numa;

/// <summary>One reason why a guest did not fit, for people and for failure metrics.</summary>
/// <param name="Problem">What stood in the way.</param>
/// <param name="GuestCell">The guest cell, counted from 0, or -1 when the reason is not about one.</param>
/// <param name="HostCell">The host cell's id, or -1 when the reason is not about one.</param>
/// <param name="Required">What was needed: CPUs, MiB, KiB of pages or cells, as the problem says; 0 when not a matter of amounts.</param>
/// <param name="Available">What there was, in the same unit.</param>
public readonly record struct NumaFitFailure(NumaFitProblem Problem, int GuestCell, int HostCell, double Required, double Available)
{
    /// <summary>What is lacking, in the unit of <see cref="Required"/>; 0 when not a matter of amounts.</summary>
    public double Shortage => Math.Max(0, Required - Available);

    /// <summary>The reason as a clause, for example <c>guest cell 0 on host cell 1: 4 dedicated CPUs needed, 2 free</c>.</summary>
    public override string ToString()
    {
        string place = GuestCell < 0 ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $"guest cell {GuestCell} on host cell {HostCell}: ");
        return place + string.Format(CultureInfo.InvariantCulture, Sentence(Problem), Required, Available);
    }

    private static string Sentence(NumaFitProblem problem) => problem switch
    {
        NumaFitProblem.NoHostTopology => "the host reports no NUMA topology",
        NumaFitProblem.TooFewHostCells => "{0} NUMA cells needed, the host has {1}",
        NumaFitProblem.PageSizeNotSupported => "no pages of {0} KiB on the host cell",
        NumaFitProblem.TooFewPages => "{0} KiB in pages of the wanted size needed, at most {1} KiB free or not a whole number of pages",
        NumaFitProblem.TooLittleMemory => "{0} MiB of memory needed, {1} MiB there",
        NumaFitProblem.TooFewDedicatedCpus => "{0} dedicated CPUs needed, the cell has {1}",
        NumaFitProblem.TooFewSharedCpus => "{0} shared CPUs needed, the cell has {1}",
        NumaFitProblem.TooFewFreeDedicatedCpus => "{0} dedicated CPUs needed, {1} free",
        NumaFitProblem.NoFreeCore => "thread policy isolate needs a wholly free core",
        NumaFitProblem.IsolateOnThreadedHost => "thread policy isolate on a host with threads and separate dedicated CPUs",
        NumaFitProblem.NoThreads => "thread policy require on a cell without threads",
        NumaFitProblem.ThreadsDoNotSuit => "the free threads do not suit the thread policy",
        NumaFitProblem.CpuLimit => "{0} shared vCPUs would pass the limit of {1}",
        NumaFitProblem.MemoryLimit => "{0} MiB would pass the limit of {1} MiB",
        NumaFitProblem.PciDevices => "the free PCI devices do not suit the host cells",
        NumaFitProblem.NetworkAffinity => "a network of the guest is near other host cells",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "unknown NUMA fit problem"),
    };
}
