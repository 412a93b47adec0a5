namespace Model.Hardware;

/// <summary>One hardware thread, as the kernel numbers it.</summary>
/// <param name="Id">The kernel's CPU number, 0 or more; unique on the host.</param>
/// <param name="Package">The socket (<c>physical_package_id</c>), 0 or more.</param>
/// <param name="Core">The core within the package; threads with the same package and core are siblings.</param>
/// <param name="NumaNode">The NUMA node it belongs to.</param>
public readonly record struct LogicalCpu(int Id, int Package, int Core, int NumaNode);
