using System.Collections.Immutable;
using System.Globalization;
using Model.Compute;
using Model.Python;

namespace Model.Numa;

/// <summary>
/// The image properties that shape a guest's NUMA topology, read as Nova reads them when the image's metadata is loaded
/// (<c>nova/objects/image_meta.py</c>). Null means that the image does not say.
/// </summary>
public sealed record NumaImageProperties
{
    /// <summary>The largest number of guest cells that properties are looked up for; numbering stops at the first gap.</summary>
    public const int CellMax = 128;

    /// <summary><c>hw_cpu_policy</c>.</summary>
    public CpuAllocationPolicy? CpuPolicy { get; private init; }

    /// <summary><c>hw_cpu_thread_policy</c>.</summary>
    public CpuThreadPolicy? CpuThreadPolicy { get; private init; }

    /// <summary><c>hw_cpu_realtime_mask</c>, verbatim.</summary>
    public string? RealtimeMask { get; private init; }

    /// <summary><c>hw_mem_page_size</c>, verbatim.</summary>
    public string? PageSize { get; private init; }

    /// <summary><c>hw_numa_nodes</c>.</summary>
    public long? Nodes { get; private init; }

    /// <summary><c>hw_numa_cpus.0</c>, <c>.1</c>, …</summary>
    public ImmutableArray<CpuSet>? Cpus { get; private init; }

    /// <summary><c>hw_numa_mem.0</c>, <c>.1</c>, … in MiB.</summary>
    public ImmutableArray<long>? MemoryMb { get; private init; }

    /// <summary><c>hw_locked_memory</c>.</summary>
    public bool? LockedMemory { get; private init; }

    /// <summary>Whether <c>trait:HW_CPU_HYPERTHREADING=required</c> is set.</summary>
    public bool RequiresHyperthreading { get; private init; }

    /// <summary>Reads these of an image's properties; <see cref="ImageProperties"/> reads and checks all.</summary>
    /// <exception cref="NovaException">
    /// <c>ValueError</c>: a number or a policy is not one; <c>Invalid</c>: a CPU set is not one.
    /// </exception>
    internal static NumaImageProperties Read(Image image)
    {
        string? policy = image.Property("hw_cpu_policy");
        string? threads = image.Property("hw_cpu_thread_policy");
        string? nodes = image.Property("hw_numa_nodes");
        string? locked = image.Property("hw_locked_memory");
        CpuAllocationPolicy? cpuPolicy = policy is null ? null
            : CpuAllocationPolicies.TryParse(policy, out CpuAllocationPolicy parsed) ? parsed
            : throw OutsideEnumeration(policy);
        CpuThreadPolicy? threadPolicy = threads is null ? null
            : CpuThreadPolicies.TryParse(threads, out CpuThreadPolicy parsedThreads) ? parsedThreads
            : throw OutsideEnumeration(threads);
        return new NumaImageProperties
        {
            CpuPolicy = cpuPolicy,
            CpuThreadPolicy = threadPolicy,
            RealtimeMask = image.Property("hw_cpu_realtime_mask"),
            PageSize = image.Property("hw_mem_page_size"),
            Nodes = nodes is null ? null : PythonNumber.ParseInteger(nodes),
            Cpus = Numbered(image.Property, "hw_numa_cpus", CpuSpec.Parse),
            MemoryMb = Numbered(image.Property, "hw_numa_mem", PythonNumber.ParseInteger),
            LockedMemory = locked is null ? null : PythonText.IsTrue(locked),
            RequiresHyperthreading = image.Property("trait:HW_CPU_HYPERTHREADING") == "required",
        };
    }

    /// <summary>The values of <c>key.0</c>, <c>key.1</c>, … up to the first that is not set; null when there is none.</summary>
    internal static ImmutableArray<T>? Numbered<T>(Func<string, string?> lookUp, string key, Func<string, T> parse)
    {
        ImmutableArray<T>.Builder values = ImmutableArray.CreateBuilder<T>();
        for (int cell = 0; cell < CellMax; cell++)
        {
            string? value = lookUp(string.Create(CultureInfo.InvariantCulture, $"{key}.{cell}"));
            if (value is null)
            {
                break;
            }

            values.Add(parse(value));
        }

        return values.Count == 0 ? null : values.ToImmutable();
    }

    internal static NovaException OutsideEnumeration(string value) => new("ValueError", $"Field value {value} is invalid");
}
