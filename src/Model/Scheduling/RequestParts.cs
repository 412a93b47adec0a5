namespace Model.Scheduling;

/// <summary>Parts of a request that a filter may look at.</summary>
[Flags]
public enum RequestParts
{
    /// <summary>None of the others.</summary>
    None = 0,

    /// <summary>The flavor.</summary>
    Flavor = 1,

    /// <summary>The image.</summary>
    Image = 2,

    /// <summary>The availability zone.</summary>
    Zone = 4,

    /// <summary>The PCI requests, but for their ids.</summary>
    Devices = 8,

    /// <summary>The NUMA cells.</summary>
    Cells = 16,
}
