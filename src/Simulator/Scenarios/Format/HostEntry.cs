using Model.Configuration;
using Model.Diagnostics;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>hosts:</c> or <c>host-defaults:</c> as read; null means not given.</summary>
internal sealed record HostEntry
{
    public SourcePosition Position { get; init; }

    public Placed<string>? Name { get; init; }

    public int? Count { get; init; }

    public Placed<string>? Hardware { get; init; }

    public long? DiskBytes { get; init; }

    public Placed<string>? Libvirt { get; init; }

    public Placed<string>? Qemu { get; init; }

    public NovaRelease? Release { get; init; }

    public RackEntry? Rack { get; init; }

    public IReadOnlyList<Placed<string>>? Aggregates { get; init; }

    public string? Zone { get; init; }

    public IReadOnlyList<SourceText> NovaConf { get; init; } = [];

    /// <summary>This entry with what only the defaults have; their nova.conf comes first.</summary>
    public HostEntry WithDefaults(HostEntry defaults) => this with
    {
        Hardware = Hardware ?? defaults.Hardware,
        DiskBytes = DiskBytes ?? defaults.DiskBytes,
        Libvirt = Libvirt ?? defaults.Libvirt,
        Qemu = Qemu ?? defaults.Qemu,
        Release = Release ?? defaults.Release,
        Rack = Rack ?? defaults.Rack,
        Aggregates = Aggregates ?? defaults.Aggregates,
        Zone = Zone ?? defaults.Zone,
        NovaConf = [.. defaults.NovaConf, .. NovaConf],
    };
}
