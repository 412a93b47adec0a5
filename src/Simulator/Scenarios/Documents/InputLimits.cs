namespace Simulator.Scenarios.Documents;

/// <summary>The limits on what people may hand in. A refusal names the limit.</summary>
public static class InputLimits
{
    /// <summary>Largest YAML or configuration file, in bytes: 64 MiB.</summary>
    public const long FileBytesMax = 64L << 20;

    /// <summary>Deepest nesting of mappings and sequences.</summary>
    public const int DepthMax = 64;

    /// <summary>Most nodes of one document with every alias written out.</summary>
    public const long NodesMax = 5_000_000;

    /// <summary>Longest chain of files that extend or include one another.</summary>
    public const int FileDepthMax = 32;

    /// <summary>Most files one scenario may consist of.</summary>
    public const int FilesMax = 1_000;

    /// <summary>Most hosts in a scenario, and most names a pattern may expand to.</summary>
    public const int HostsMax = 100_000;

    /// <summary>Most intervals of the time series: a year by the minute is within it.</summary>
    public const int IntervalsMax = 600_000;

    /// <summary>Most rows read from traces, or written as explicit requests.</summary>
    public const int RequestsMax = 10_000_000;
}
