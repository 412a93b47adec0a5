namespace Model.Hardware;

/// <summary>The huge pages of one size that a NUMA node has set aside.</summary>
/// <param name="SizeKiB">Page size in KiB, for example 2048 or 1048576.</param>
/// <param name="Total">Number of pages, 0 or more (<c>nr_hugepages</c>).</param>
public readonly record struct HugePages(long SizeKiB, long Total);
