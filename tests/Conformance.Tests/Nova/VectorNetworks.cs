using System.Text.Json;
using Conformance.Tests.Harness;
using Model;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>The network service of a pre-filter vector.</summary>
internal sealed class VectorNetworks : INetworkDirectory
{
    private readonly Dictionary<string, PortFacts> _ports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _networks;
    private readonly Dictionary<string, string?> _subnets;
    private readonly Dictionary<string, IReadOnlyList<string>?> _segments;

    /// <summary>Reads <c>{segments, networks, subnets, ports}</c>.</summary>
    public VectorNetworks(CaseReader network)
    {
        _segments = Members(network, "segments", VectorValues.StringsOrNull);
        _networks = Members(network, "networks", VectorValues.Strings);
        _subnets = Members(network, "subnets", static subnet => subnet.GetString());
        CaseReader ports = network.Member("ports");
        foreach (JsonProperty member in network.Get("ports").EnumerateObject())
        {
            CaseReader port = ports.Member(member.Name);
            IReadOnlyList<string> subnets = VectorValues.Strings(port.Get("subnets"));
            _ports[member.Name] = new PortFacts(
                port.Get("network").GetString()!, subnets.Count == 0 ? null : subnets[0], port.Get("vnic_type").GetString()!);
        }
    }

    /// <inheritdoc/>
    public PortFacts Port(string port) => _ports.TryGetValue(port, out PortFacts facts)
        ? facts
        : throw new NovaException("PortNotFound", $"Port id {port} could not be found.");

    /// <inheritdoc/>
    public IReadOnlyList<string> SegmentsOfNetwork(string network) => _networks[network];

    /// <inheritdoc/>
    public string? SegmentOfSubnet(string subnet) => _subnets[subnet];

    /// <inheritdoc/>
    public IReadOnlyList<string>? AggregatesOfSegment(string segment) => _segments[segment];

    private static Dictionary<string, T> Members<T>(CaseReader owner, string name, Func<JsonElement, T> read) =>
        owner.Get(name).EnumerateObject().ToDictionary(member => member.Name, member => read(member.Value), StringComparer.Ordinal);
}
