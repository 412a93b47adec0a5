namespace Model.Numa;

/// <summary>
/// The values of a guest cell's page size that are not a size in KiB (<c>nova/virt/hardware.py</c>, MEMPAGES_*).
/// A fit replaces them by the size it found.
/// </summary>
public static class MemoryPageSize
{
    /// <summary><c>small</c>: the smallest page size of the host.</summary>
    public const long Small = -1;

    /// <summary><c>large</c>: any but the smallest page size, largest first.</summary>
    public const long Large = -2;

    /// <summary><c>any</c>: any page size, largest first.</summary>
    public const long Any = -3;
}
