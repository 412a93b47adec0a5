using Model.Configuration;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>hosts:</c>, and <c>host-defaults:</c> with the same keys but the name.</summary>
internal sealed class HostFormat
{
    private readonly TypedKey<Placed<string>>? name;
    private readonly TypedKey<int>? count;
    private readonly TypedKey<Placed<string>> hardware;
    private readonly TypedKey<long> disk;
    private readonly TypedKey<Placed<string>> libvirt;
    private readonly TypedKey<Placed<string>> qemu;
    private readonly TypedKey<NovaRelease> release;
    private readonly TypedKey<RackEntry> rack;
    private readonly TypedKey<IReadOnlyList<Placed<string>>> aggregates;
    private readonly TypedKey<string> zone;
    private readonly TypedKey<IReadOnlyList<SourceText>> novaConf;

    private HostFormat(KeySet keys, bool isDefaults)
    {
        ValueKind<Placed<string>> text = Kinds.Text.WithPlace();
        Keys = keys;
        if (!isDefaults)
        {
            name = keys.Required("name", text, "Name, or pattern such as gpu-[001-100], of one or more equal hosts.");
            count = keys.Optional(
                "count", Kinds.Whole(0), "How many: the first names of a pattern, or name-1, name-2, … for a plain name.");
        }

        hardware = keys.Optional("hardware", text, "Entry under hardware: that these hosts are made of.");
        disk = keys.Optional("disk", Kinds.Size(1L << 30), "Local disk; a number without unit is GiB; 1 TiB unless given.");
        libvirt = keys.Optional("libvirt", text, "libvirt version; 10.0.0 unless given.");
        qemu = keys.Optional("qemu", text, "QEMU version; 8.2.2 unless given.");
        release = keys.Optional("release", ReleaseKind.Instance, "Nova release of nova-compute; the scenario's unless given.");
        rack = keys.Optional("rack", RackFormat.Kind, "Failure domain: a name, or { from: name, size: 50 } for one rack every 50 hosts.");
        aggregates = keys.Optional("aggregates", new ListKind<Placed<string>>(text, allowsSingle: true), "Host aggregates.");
        zone = keys.Optional("availability_zone", Kinds.Text, "Availability zone; nova unless given here or by an aggregate.");
        novaConf = keys.Optional(
            "nova_conf", ConfigurationKind.Instance, "nova.conf of these hosts; in host-defaults: a file that is read before it.");
        Kind = new ObjectKind<HostEntry>(keys, Bind);
    }

    /// <summary>Entries of <c>hosts:</c>.</summary>
    public static HostFormat Hosts { get; } = new(new KeySet("host", "One or more equal compute hosts."), isDefaults: false);

    /// <summary>The value of <c>host-defaults:</c>.</summary>
    public static HostFormat Defaults { get; } =
        new(new KeySet("host default", "What hosts have that do not say otherwise."), isDefaults: true);

    /// <summary>The keys.</summary>
    public KeySet Keys { get; }

    /// <summary>The kind of value.</summary>
    public ValueKind<HostEntry> Kind { get; }

    private HostEntry Bind(MappingReader reader) => new()
    {
        Position = reader.Position,
        Name = name is null ? null : reader.FindValue(name),
        Count = count is null ? null : reader.FindValue(count),
        Hardware = reader.FindValue(hardware),
        DiskBytes = reader.FindValue(disk),
        Libvirt = Version(reader, libvirt),
        Qemu = Version(reader, qemu),
        Release = reader.FindValue(release),
        Rack = reader.Find(rack),
        Aggregates = reader.Find(aggregates),
        Zone = reader.Find(zone),
        NovaConf = reader.List(novaConf),
    };

    private static Placed<string>? Version(MappingReader reader, TypedKey<Placed<string>> key)
    {
        if (!reader.TryGet(key, out Placed<string> version))
        {
            return null;
        }

        if (version.Value.Split('.').Length == 3 && System.Version.TryParse(version.Value, out _))
        {
            return version;
        }

        reader.Context.Error(
            ScenarioCodes.InvalidValue, version.Position, $"'{version.Value}' is not a version of three numbers such as 10.0.0");
        return null;
    }
}
