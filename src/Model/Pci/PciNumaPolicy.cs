namespace Model.Pci;

/// <summary>How strictly a PCI device must be near the guest's NUMA nodes (<c>nova/objects/fields.py</c>, PCINUMAAffinityPolicy).</summary>
public enum PciNumaPolicy
{
    /// <summary>Near when the device has a NUMA node, anywhere when it has none. The default.</summary>
    Legacy,

    /// <summary>Only devices of the guest's NUMA nodes.</summary>
    Required,

    /// <summary>Near if possible, else anywhere.</summary>
    Preferred,

    /// <summary>Devices of the sockets that hold the guest's NUMA nodes.</summary>
    Socket,
}

/// <summary>Nova's spelling of <see cref="PciNumaPolicy"/>.</summary>
public static class PciNumaPolicies
{
    /// <summary>The name in aliases, extra specs and requests, in lower case.</summary>
    public static string ToName(this PciNumaPolicy policy) => policy switch
    {
        PciNumaPolicy.Legacy => "legacy",
        PciNumaPolicy.Required => "required",
        PciNumaPolicy.Preferred => "preferred",
        PciNumaPolicy.Socket => "socket",
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "unknown PCI NUMA policy"),
    };

    /// <summary>Reads Nova's spelling; letter case matters.</summary>
    public static bool TryParse(string? name, out PciNumaPolicy policy)
    {
        (bool known, policy) = name switch
        {
            "legacy" => (true, PciNumaPolicy.Legacy),
            "required" => (true, PciNumaPolicy.Required),
            "preferred" => (true, PciNumaPolicy.Preferred),
            "socket" => (true, PciNumaPolicy.Socket),
            _ => (false, PciNumaPolicy.Legacy),
        };
        return known;
    }
}
