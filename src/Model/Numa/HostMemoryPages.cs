namespace Model.Numa;

/// <summary>The memory pages of one size in a host cell (<c>nova/objects/numa.py</c>, NUMAPagesTopology).</summary>
/// <param name="SizeKb">Size of a page in KiB, for example 4, 2048 or 1048576.</param>
/// <param name="Total">Pages there are.</param>
/// <param name="Used">Pages that guests hold.</param>
/// <param name="Reserved">Pages kept back by <c>reserved_huge_pages</c>.</param>
public readonly record struct HostMemoryPages(long SizeKb, long Total, long Used = 0, long Reserved = 0)
{
    /// <summary>Pages a guest could take; negative when more is used and reserved than there is.</summary>
    public long Free => Total - Used - Reserved;

    /// <summary><see cref="Free"/> in KiB.</summary>
    public long FreeKb => Free * SizeKb;

    /// <summary><see cref="Total"/> in KiB.</summary>
    public long TotalKb => Total * SizeKb;
}
