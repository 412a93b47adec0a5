using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Networking;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Recorded PCI requests of ports and networks, and the pools that suit them.</summary>
public sealed class PortRequestsCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/port_requests";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        Dictionary<string, Network> networks = input.Members("networks").Select(Network).ToDictionary(network => network.Id);
        Dictionary<string, Port> ports = input.Members("ports").Select(Port).ToDictionary(port => port.Id);
        List<NetworkRequest> requested = [.. input.Members("requested").Select(entry => Requested(entry, networks, ports))];
        PciNumaPolicy? policy = Policy(input, "affinity_policy");
        bool multiProvider = input.Get("multi_provider").GetBoolean();
        PciStats stats = PciStats.FromPools(PciValues.Pools(input.Members("pci_pools")), null);
        JsonObject answer = [];
        try
        {
            answer = Answer(PortRequests.Of(requested, policy, multiProvider), stats);
        }
        catch (NovaException refusal)
        {
            VectorValues.Error(refusal, answer, "phase", null);
        }

        VectorValues.CompareOutcome(expected, answer);
    }

    private static JsonObject Answer(PortRequests asked, PciStats stats) => new()
    {
        ["result"] = "ok",
        ["physnets"] = VectorValues.Array(asked.Metadata.PhysicalNetworks),
        ["tunneled"] = asked.Metadata.IsTunneled,
        ["requests"] = new JsonArray([.. asked.PciRequests.Select(request => Show(request, stats))]),
        ["fits"] = stats.Supports(asked.PciRequests, (PciProviderMapping?)null, null),
    };

    private static JsonObject Show(PciRequest request, PciStats stats) => new()
    {
        ["alias_name"] = request.AliasName,
        ["count"] = request.Count,
        ["numa_policy"] = request.NumaPolicy?.ToName(),
        ["requester_id"] = request.RequesterId,
        ["spec"] = new JsonArray([.. request.Spec.Select(Alternative)]),
        ["fits_alone"] = stats.Supports([request], (PciProviderMapping?)null, null),
        ["pools"] = VectorValues.Array(stats.SuitablePools(request, null, null).Select(Address)),
    };

    private static JsonObject Alternative(IReadOnlyDictionary<string, string?> alternative)
    {
        JsonObject shown = [];
        foreach (KeyValuePair<string, string?> pair in alternative)
        {
            shown[pair.Key] = pair.Value;
        }

        return shown;
    }

    private static string? Address(PciPool pool) => pool.Properties.Items.First(item => item.Key == PciTags.Address).Value.Text;

    private static Network Network(CaseReader reader) => new()
    {
        Id = reader.Get("id").GetString()!,
        PhysicalNetwork = reader.Get("physical_network").GetString(),
        NetworkType = reader.Get("network_type").GetString(),
        Segments =
        [
            .. reader.Members("segments").Select(segment =>
                new NetworkSegment(segment.Get("physical_network").GetString(), segment.Get("network_type").GetString())),
        ],
    };

    private static Port Port(CaseReader reader)
    {
        CaseReader profile = reader.Member("profile");
        foreach (string key in profile.Names)
        {
            // Of a profile only the trust is asked for before a host is chosen; what else it says is for the host.
            _ = profile.Get(key);
        }

        return new Port
        {
            Id = reader.Get("id").GetString()!,
            NetworkId = reader.Get("network").GetString()!,
            VnicType = reader.Get("vnic_type").GetString(),
            Trusted = profile.TryGet("trusted", out JsonElement trusted) ? VectorValues.TextOrNull(trusted) : null,
            NumaPolicy = Policy(reader, "numa_affinity_policy"),
        };
    }

    private static NetworkRequest Requested(
        CaseReader reader, Dictionary<string, Network> networks, Dictionary<string, Port> ports)
    {
        Port? port = reader.Get("port").GetString() is { } portId ? ports[portId] : null;
        string? networkId = port?.NetworkId ?? reader.Get("network").GetString();
        _ = reader.Get("network");
        return new NetworkRequest(port, networkId is null ? null : networks[networkId]);
    }

    private static PciNumaPolicy? Policy(CaseReader reader, string name) =>
        PciNumaPolicies.TryParse(reader.Get(name).GetString(), out PciNumaPolicy policy) ? policy : null;
}
