namespace Simulator.Metrics;

/// <summary>Spelling of <see cref="StrandingCause"/> in result files.</summary>
public static class StrandingCauses
{
    private const string Separator = ": ";

    /// <summary>The cause as a clause.</summary>
    public static string ToName(this StrandingCause cause) => cause switch
    {
        StrandingCause.Cpus => "no CPUs left on the host",
        StrandingCause.NodeCpus => "no CPUs left on the NUMA node",
        StrandingCause.Memory => "no memory left on the host",
        StrandingCause.NodeMemory => "no memory left on the NUMA node",
        StrandingCause.HugePages => "no huge pages left on the NUMA node",
        StrandingCause.Disk => "no disk left on the host",
        StrandingCause.TooFew => "fewer than a server wants",
        StrandingCause.NoDevice => "no device left beside them",
        StrandingCause.NumaPolicy => "NUMA affinity policy",
        StrandingCause.VfInUse => "PF lost to a used VF",
        StrandingCause.PfInUse => "VF lost to a used PF",
        StrandingCause.Traits => "other traits, tags or physical network",
        StrandingCause.Closed => "compute service disabled or down",
        StrandingCause.Other => "refused by another filter",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "unknown cause of stranding"),
    };

    /// <summary>The label of the time series of something stranded by a cause.</summary>
    /// <param name="kind">A device's <c>vendor:product</c> or a resource class of CPUs.</param>
    /// <param name="cause">The cause.</param>
    public static string LabelOf(string kind, StrandingCause cause) => kind + Separator + cause.ToName();

    /// <summary>Splits a label of the series <c>stranded</c> into what is stranded and the cause's name.</summary>
    public static (string Kind, string Cause) Split(string label)
    {
        int place = label.IndexOf(Separator, StringComparison.Ordinal);
        return place < 0 ? (label, "") : (label[..place], label[(place + Separator.Length)..]);
    }
}
