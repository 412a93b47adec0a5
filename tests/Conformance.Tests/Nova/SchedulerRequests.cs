using System.Text.Json;
using Conformance.Tests.Harness;
using Model.Compute;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>How Nova's vectors spell a request to the scheduler, with the recording's defaults.</summary>
internal static class SchedulerRequests
{
    private static readonly IReadOnlyList<string> NoNames = [];

    /// <summary>Reads a request. Services are judged at instant zero.</summary>
    public static RequestSpec Read(CaseReader request)
    {
        CaseReader? level = request.MemberOrNull("request_level_params");
        return new RequestSpec
        {
            Flavor = Flavor(request.MemberOrNull("flavor")),
            Image = Image(request),
            ProjectId = Text(request, "project_id") ?? "p",
            UserId = Text(request, "user_id"),
            InstanceCount = request.TryGet("num_instances", out JsonElement count) ? count.GetInt32() : 1,
            AvailabilityZone = Text(request, "availability_zone"),
            Hints = Hints(request.MemberOrNull("hints")),
            InstanceUuid = Text(request, "instance_uuid"),
            IgnoreHosts = Names(request, "ignore_hosts"),
            ForceHosts = Names(request, "force_hosts"),
            ForceNodes = Names(request, "force_nodes"),
            Destination = Destination(request.MemberOrNull("destination")),
            Group = Group(request.MemberOrNull("group")),
            PciRequests = request.TryGet("pci_requests", out _) ? PciValues.Requests(request, "pci_requests") : [],
            NumaTopology = request.MemberOrNull("numa_topology") is { } topology ? NumaValues.Instance(topology) : null,
            NetworkMetadata = NumaValues.Networks(request.MemberOrNull("network_metadata")),
            IsBootFromVolume = request.TryGet("is_bfv", out JsonElement volume) && volume.GetBoolean(),
            RequestedResources = request.TryGet("requested_resources", out _)
                ? [.. request.Members("requested_resources").Select(RequestedGroup)]
                : [],
            RequestedNetworks = request.TryGet("requested_networks", out _)
                ? [.. request.Members("requested_networks").Select(Network)]
                : null,
            RootRequired = Traits(level, "root_required"),
            RootForbidden = Traits(level, "root_forbidden"),
            SameSubtree = level is not null && level.TryGet("same_subtree", out JsonElement subtrees)
                ? [.. subtrees.EnumerateArray().Select(VectorValues.Strings)]
                : [],
        };
    }

    /// <summary>Reads a request whose flavor's members stand beside the others.</summary>
    public static RequestSpec ReadFlat(CaseReader request) => new()
    {
        Flavor = Flavor(request),
        Group = Group(request.MemberOrNull("group")),
        PciRequests = PciValues.Requests(request, "pci_requests"),
    };

    /// <summary>A server group, or null.</summary>
    public static ServerGroup? Group(CaseReader? group) => group is null ? null : new ServerGroup
    {
        Policy = Text(group, "policy"),
        Members = Names(group, "members"),
        Hosts = [.. Names(group, "hosts")],
        MaxServersPerHost = group.MemberOrNull("rules") is { } rules && rules.TryGet("max_server_per_host", out JsonElement limit)
            ? limit.GetInt32()
            : null,
    };

    private static Flavor Flavor(CaseReader? flavor)
    {
        int Size(string name, int byDefault) =>
            flavor is not null && flavor.TryGet(name, out JsonElement value) ? value.GetInt32() : byDefault;
        return new Flavor
        {
            Name = (flavor is null ? null : Text(flavor, "name")) ?? "m1",
            Vcpus = Size("vcpus", 1),
            MemoryMb = Size("memory_mb", 512),
            RootGb = Size("root_gb", 1),
            EphemeralGb = Size("ephemeral_gb", 0),
            SwapMb = Size("swap", 0),
            ExtraSpecs = flavor is not null && flavor.TryGet("extra_specs", out JsonElement specs) ? VectorValues.Pairs(specs) : [],
        };
    }

    private static Image? Image(CaseReader request)
    {
        if (request.TryGet("image", out JsonElement given) && given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        CaseReader? image = request.MemberOrNull("image");
        return new Image
        {
            Name = (image is null ? null : Text(image, "name")) ?? "image",
            Id = image is null ? null : Text(image, "id"),
            DiskFormat = image is null ? null : Text(image, "disk_format"),
            Properties = image is not null && image.TryGet("properties", out JsonElement properties) ? VectorValues.Pairs(properties) : [],
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Hints(CaseReader? hints)
    {
        Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);
        foreach (string name in hints?.Names ?? [])
        {
            values[name] = VectorValues.Strings(hints!.Get(name));
        }

        return values;
    }

    private static Destination? Destination(CaseReader? destination)
    {
        if (destination is null)
        {
            return null;
        }

        Destination read = new()
        {
            Host = Text(destination, "host"),
            Node = Text(destination, "node"),
            Cell = destination.TryGet("cell", out JsonElement cell) && cell.ValueKind != JsonValueKind.Null ? cell.GetRawText() : null,
            AllowCrossCellMove = destination.TryGet("allow_cross_cell_move", out JsonElement allow) && allow.GetBoolean(),
        };
        if (destination.TryGet("aggregates", out JsonElement aggregates))
        {
            foreach (JsonElement alternatives in aggregates.EnumerateArray())
            {
                read.RequireAggregates(VectorValues.Strings(alternatives));
            }
        }

        if (destination.TryGet("forbidden_aggregates", out JsonElement forbidden))
        {
            read.ForbidAggregates(VectorValues.Strings(forbidden));
        }

        return read;
    }

    private static RequestedGroup RequestedGroup(CaseReader group)
    {
        SortedDictionary<string, long> resources = new(StringComparer.Ordinal);
        if (group.TryGet("resources", out JsonElement amounts))
        {
            foreach (JsonProperty amount in amounts.EnumerateObject())
            {
                resources[amount.Name] = amount.Value.GetInt64();
            }
        }

        return new RequestedGroup
        {
            RequesterId = group.Get("requester_id").GetString(),
            UseSameProvider = !group.TryGet("use_same_provider", out JsonElement same) || same.GetBoolean(),
            Resources = resources,
            RequiredTraits = Traits(group, "required_traits"),
            ForbiddenTraits = Traits(group, "forbidden_traits"),
            Aggregates = group.TryGet("aggregates", out JsonElement aggregates)
                ? [.. aggregates.EnumerateArray().Select(VectorValues.Strings)]
                : [],
            ForbiddenAggregates = Traits(group, "forbidden_aggregates"),
        };
    }

    private static RequestedNetwork Network(CaseReader network) => new(network.Get("port").GetString(), network.Get("network").GetString());

    private static SortedSet<string> Traits(CaseReader? holder, string name) =>
        new(holder is null ? NoNames : Names(holder, name), StringComparer.Ordinal);

    private static IReadOnlyList<string> Names(CaseReader holder, string name) =>
        holder.TryGet(name, out JsonElement value) ? VectorValues.Strings(value) : NoNames;

    private static string? Text(CaseReader holder, string name) => holder.TryGet(name, out JsonElement value) ? value.GetString() : null;
}
