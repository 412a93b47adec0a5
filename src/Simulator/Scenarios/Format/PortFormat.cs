using Model.Networking;
using Model.Pci;
using Simulator.Scenarios.Binding;

namespace Simulator.Scenarios.Format;

/// <summary>An entry of <c>ports:</c>, and the ports that servers ask for.</summary>
internal static class PortFormat
{
    public static readonly KeySet Keys = new("port", "A Neutron port.");

    private static readonly ValueKind<Placed<string>> Name = Kinds.Text.WithPlace();

    private static readonly ValueKind<string> VnicTypeWord = new ChoiceKind<string>([.. VnicTypes.All.Select(type => (type, type))]);

    private static readonly ValueKind<PciNumaPolicy> PolicyWord = new ChoiceKind<PciNumaPolicy>(
        [.. Enum.GetValues<PciNumaPolicy>().Select(policy => (policy.ToName(), policy))]);

    private static readonly TypedKey<Placed<string>> Network = Keys.Required("network", Name, "Its network.");
    private static readonly TypedKey<Placed<string>> VnicType = Keys.Optional(
        "vnic_type", VnicTypeWord.WithPlace(), $"{string.Join(", ", VnicTypes.All)}; normal unless given.");

    private static readonly TypedKey<string> Profile = Keys.Optional(
        "profile", PortProfileFormat.Kind, "Its binding profile before it is bound.");

    private static readonly TypedKey<PciNumaPolicy> Policy = Keys.Optional(
        "numa_affinity_policy",
        PolicyWord,
        "NUMA affinity of its device: legacy, required, preferred or socket; flavor and image decide unless given.");

    /// <summary>The kind of value of a described port.</summary>
    public static readonly ValueKind<PortEntry> Kind = new ObjectKind<PortEntry>(Keys, Bind);

    /// <summary>The ports of a server: names of ports, or descriptions.</summary>
    public static readonly ValueKind<IReadOnlyList<PortEntry>> ListKind = new ListKind<PortEntry>(
        new EitherKind<PortEntry>(
            new MappedKind<Placed<string>, PortEntry>(Name, name => new PortEntry(name, default, default, null)), Kind),
        allowsSingle: true);

    /// <summary>The networks of a server.</summary>
    public static readonly ValueKind<IReadOnlyList<Placed<string>>> NetworksKind = new ListKind<Placed<string>>(Name, allowsSingle: true);

    private static PortEntry? Bind(MappingReader reader)
    {
        bool hasNetwork = reader.TryGet(Network, out Placed<string> network);
        Placed<string> type = reader.Get(VnicType, new Placed<string>(VnicTypes.Normal, reader.Position));
        string? trusted = reader.Find(Profile);
        PortDefinition port = new()
        {
            Network = network.Value ?? string.Empty,
            VnicType = type.Value,
            Trusted = string.IsNullOrEmpty(trusted) ? null : trusted,
            NumaPolicy = reader.FindValue(Policy),
        };
        return hasNetwork ? new PortEntry(null, network, type, port) : null;
    }
}
