using System.Text.Json.Nodes;
using Model.Numa;
using Model.Pci;
using Model.Placement;
using Model.Scheduling;
using Model.Servers;
using Simulator.Flows;

namespace Conformance.Tests.Nova.EndToEnd;

/// <summary>Tells the state of a cloud, and what its scheduler did, in the form of the recordings.</summary>
internal sealed class CloudView(Cloud cloud, FlowContext context)
{
    private const int MappingsShown = 6;

    // Moves keep their names when their server has gone and only something leaked tells of them.
    private readonly Dictionary<string, string> _moves = new(StringComparer.Ordinal);

    /// <summary>All sections.</summary>
    public JsonObject State() => new()
    {
        ["servers"] = Map(Living().Select(server => (server.Record.Name, (JsonNode?)Show(server)))),
        ["migrations"] = Map(Living().SelectMany(server => cloud.Database.MigrationsOf(server.Instance)
            .Select(move => ($"m{move.Number}", (JsonNode?)Show(server, move))))),
        ["devices"] = Map(cloud.Hosts.SelectMany(host => host.Tracker.Pci.Stored
            .Select(device => (
                $"{host.Name}/{device.Facts.Address}",
                (JsonNode?)new JsonArray(device.Status.ToName(), NameOf(device.InstanceUuid)))))),
        ["providers"] = Map(cloud.Placement.Providers.Select(provider => (provider.Name, (JsonNode?)Inventories(provider)))),
        ["traits"] = Map(cloud.Placement.Providers.Select(provider => (provider.Name, (JsonNode?)Traits(provider)))),
        ["allocations"] = Map(cloud.Placement.Consumers.Select(consumer => (ConsumerName(consumer.Uuid), (JsonNode?)Show(consumer)))),
        ["hosts"] = Map(cloud.Hosts.Select(host =>
            (host.Name, (JsonNode?)new JsonObject { ["up"] = host.IsRunning && !host.IsForcedDown, ["disabled"] = host.IsDisabled }))),
    };

    /// <summary>One answer of the scheduler.</summary>
    public JsonObject Show(SchedulingReport report)
    {
        Dictionary<string, List<AllocationCandidate>> byHost = new(StringComparer.Ordinal);
        foreach (AllocationCandidate candidate in report.Answers.SelectMany(answer => answer.Candidates))
        {
            string host = ProviderName(candidate.RootUuid);
            if (!byHost.TryGetValue(host, out List<AllocationCandidate>? list))
            {
                list = [];
                byHost.Add(host, list);
            }

            list.Add(candidate);
        }

        JsonObject shown = new() { ["candidates"] = Map(byHost.Select(pair => (pair.Key, (JsonNode?)Show(report.Request, pair.Value)))) };
        if (report.Trace.Guests is [GuestDecision { Ranking.Count: > 0 } guest, ..])
        {
            shown["weighed"] = new JsonArray([.. guest.Ranking.Select(ranked => (JsonNode)new JsonArray(
                ranked.Host, ranked.Weight, ranked.FirstCandidate is { } first ? Mapping(report.Request, first) : new JsonObject()))]);
        }

        shown["chosen"] = report.Selected.Count == 0
            ? null
            : new JsonArray([.. report.Selected.Select(selection => (JsonNode)selection.Host.Name)]);
        return shown;
    }

    private static JsonObject Map(IEnumerable<(string Name, JsonNode? Value)> entries)
    {
        JsonObject map = [];
        foreach ((string name, JsonNode? value) in entries)
        {
            map.Add(name, value);
        }

        return map;
    }

    private IEnumerable<Server> Living() => context.Servers.Values.Where(server => !server.Instance.IsDeleted);

    private static JsonObject Show(Server server)
    {
        Instance instance = server.Instance;
        return new JsonObject
        {
            ["status"] = ServerStateNames.ToApiStatus(instance.VmState, instance.TaskState),
            ["task_state"] = instance.TaskState.ToName(),
            ["host"] = instance.Host,
            ["flavor"] = instance.Flavor.Name,
            ["devices"] = VectorValues.Array(instance.Devices.Where(device => device.Host == instance.Host).Select(device => device.Address)
                .Order(StringComparer.Ordinal)),
            ["fault"] = instance.Fault is { } fault ? $"{fault.Name}: {fault.Message}" : null,
            ["numa"] = instance.Numa is { } numa ? new JsonArray([.. numa.Cells.Select(cell => (JsonNode)Show(cell))]) : null,
        };
    }

    private static JsonArray Show(InstanceNumaCell cell) => new(
        cell.Id,
        cell.CpuPinning.IsEmpty ? null : new JsonArray([.. cell.CpuPinning.Select(pin => (JsonNode)new JsonArray(pin.Vcpu, pin.Pcpu))]),
        cell.PageSizeKb);

    private static JsonObject Show(Server server, Migration move) => new()
    {
        ["type"] = move.Type.ToName(),
        ["server"] = server.Record.Name,
        ["source"] = move.Source,
        ["dest"] = move.Destination,
        ["status"] = move.Status.ToName(),
    };

    private JsonObject Inventories(ResourceProvider provider)
    {
        IReadOnlyList<ResourceAmount> usages = cloud.Placement.GetUsages(provider.Uuid);
        return Map(cloud.Placement.GetInventories(provider.Uuid).Where(inventory => inventory.ResourceClass != "DISK_GB").Select(inventory => (
            inventory.ResourceClass,
            (JsonNode?)new JsonArray(
                inventory.Total, inventory.Reserved, usages.FirstOrDefault(usage => usage.ResourceClass == inventory.ResourceClass).Amount))));
    }

    private JsonArray Traits(ResourceProvider provider)
    {
        IEnumerable<string> traits = cloud.Placement.GetTraits(provider.Uuid)
            .Where(trait => trait is not ("COMPUTE_MANAGED_PCI_DEVICE" or "OWNER_NOVA"));
        if (provider.ParentUuid is null)
        {
            traits = traits.Where(trait => trait.StartsWith("CUSTOM_", StringComparison.Ordinal) || trait == "COMPUTE_STATUS_DISABLED");
        }

        return VectorValues.Array(traits.Order(StringComparer.Ordinal));
    }

    private JsonObject Show(ConsumerRecord consumer)
    {
        JsonObject shown = [];
        foreach (ProviderAllocation allocation in consumer.Allocations.Where(allocation => allocation.ResourceClass != "DISK_GB"))
        {
            string provider = ProviderName(allocation.ProviderUuid);
            JsonObject classes = shown[provider]?.AsObject() ?? [];
            shown[provider] = classes;
            classes[allocation.ResourceClass] = allocation.Amount;
        }

        return shown;
    }

    private JsonObject Show(RequestSpec request, List<AllocationCandidate> candidates)
    {
        JsonObject shown = new() { ["count"] = candidates.Count };
        if (candidates.Any(candidate => candidate.Mappings.Any(mapping => mapping.Suffix.Length > 0)))
        {
            shown["first"] = new JsonArray([.. candidates.Take(MappingsShown).Select(candidate => (JsonNode)Mapping(request, candidate))]);
        }

        return shown;
    }

    private JsonObject Mapping(RequestSpec request, AllocationCandidate candidate)
    {
        JsonObject shown = [];
        foreach (GroupMapping mapping in candidate.Mappings.Where(mapping => mapping.Suffix.Length > 0))
        {
            int cut = mapping.Suffix.LastIndexOf('-');
            int index = 0;
            while (request.PciRequests[index].RequestId != mapping.Suffix[..cut])
            {
                index++;
            }

            shown[FormattableString.Invariant($"{index}{mapping.Suffix[cut..]}")] = VectorValues.Array(mapping.ProviderUuids.Select(ProviderName));
        }

        return shown;
    }

    private string ProviderName(string uuid) => cloud.Placement.FindProvider(uuid)!.Name;

    private string? NameOf(string? uuid) =>
        uuid is null ? null : context.Servers.Values.FirstOrDefault(server => server.Uuid == uuid)?.Record.Name ?? uuid;

    private string ConsumerName(string uuid)
    {
        foreach (Server server in context.Servers.Values)
        {
            if (server.Uuid == uuid)
            {
                return server.Record.Name;
            }

            foreach (Migration move in cloud.Database.MigrationsOf(server.Instance))
            {
                _moves[move.Uuid] = $"m{move.Number}";
            }
        }

        return _moves.GetValueOrDefault(uuid, uuid);
    }
}
