using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model.Hardware;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Reads and writes the PCI objects that several vector categories share.</summary>
internal static class PciValues
{
    /// <summary>A device as the hypervisor reports it.</summary>
    public static HypervisorPciDevice Device(CaseReader reader)
    {
        if (!PciDeviceTypes.TryParse(Text(reader, "dev_type"), out PciDeviceType type))
        {
            throw new ConformanceException($"device type '{Text(reader, "dev_type")}' is not understood");
        }

        CaseReader? vpd = reader.MemberOrNull("capabilities")?.MemberOrNull("vpd");
        return new HypervisorPciDevice(
            Text(reader, "address")!,
            Text(reader, "vendor_id")!,
            Text(reader, "product_id")!,
            type,
            Text(reader, "parent_addr"),
            reader.TryGet("numa_node", out JsonElement node) && node.ValueKind == JsonValueKind.Number ? node.GetInt32() : null)
        {
            ParentInterface = Text(reader, "parent_ifname"),
            CardSerialNumber = vpd is null ? null : Text(vpd, "card_serial_number"),
        };
    }

    /// <summary>The requests of a step.</summary>
    public static IReadOnlyList<PciRequest> Requests(CaseReader owner, string name = "requests") =>
        [.. owner.Members(name).Select(Request)];

    /// <summary>One request; the specification is read as a whole.</summary>
    public static PciRequest Request(CaseReader reader) => new()
    {
        RequestId = Text(reader, "request_id") ?? string.Empty,
        Count = reader.Get("count").GetInt32(),
        NumaPolicy = PciNumaPolicies.TryParse(Text(reader, "numa_policy"), out PciNumaPolicy policy) ? policy : null,
        // Only a recorded null marks a port; where the vectors leave the alias out they mean a flavor's request.
        AliasName = reader.TryGet("alias_name", out JsonElement alias) ? alias.GetString() : "alias",
        Spec = [.. reader.Get("spec").EnumerateArray().Select(Alternative)],
    };

    /// <summary>The host's NUMA cells as far as PCI looks at them.</summary>
    public static IReadOnlyList<PciHostCell>? HostCells(CaseReader owner, string name = "numa_topology")
    {
        if (!owner.TryGet(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return [.. owner.Members(name).Select(cell => new PciHostCell(cell.Get("id").GetInt32(), Number(cell, "socket")))];
    }

    /// <summary>Cell ids of a guest, or null.</summary>
    public static IReadOnlyList<int>? Cells(CaseReader owner, string name = "numa_cells") =>
        owner.TryGet(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? [.. value.EnumerateArray().Select(static cell => cell.GetInt32())]
            : null;

    /// <summary>Request groups and their providers, or null.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? Mapping(CaseReader owner, string name = "provider_mapping") =>
        owner.TryGet(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value.EnumerateObject().ToDictionary(
                static group => group.Name,
                static group => (IReadOnlyList<string>)[.. group.Value.EnumerateArray().Select(static rp => rp.GetString()!)])
            : null;

    /// <summary>A list of texts.</summary>
    public static IReadOnlyList<string> Texts(CaseReader owner, string name) =>
        [.. owner.Get(name).EnumerateArray().Select(static item => item.GetString()!)];

    /// <summary>A text that may be absent or null.</summary>
    public static string? Text(CaseReader reader, string name) =>
        reader.TryGet(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    /// <summary>A number that may be absent or null.</summary>
    public static int? Number(CaseReader reader, string name) =>
        reader.TryGet(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : null;

    /// <summary>Pools of a host as recorded, in stored order.</summary>
    public static IReadOnlyList<PciPoolRecord> Pools(IEnumerable<CaseReader> pools) => [.. pools.Select(Pool)];

    /// <summary>All pools as the vectors show them.</summary>
    public static JsonArray Show(PciStats stats) => new([.. stats.Pools.Select(pool => Show(pool, stats))]);

    /// <summary>A tag's value.</summary>
    public static JsonNode? Show(PciTagValue value) => value.Kind switch
    {
        PciTagKind.Null => null,
        PciTagKind.Text => value.Text,
        PciTagKind.Boolean => value.Text == "True",
        _ => JsonNode.Parse(value.Text!),
    };

    private static JsonObject Show(PciPool pool, PciStats stats)
    {
        JsonObject shown = [];
        foreach (KeyValuePair<string, PciTagValue> item in pool.Properties.Items)
        {
            shown[item.Key] = Show(item.Value);
        }

        shown["count"] = pool.Count;
        if (pool.ProviderUuid is not null)
        {
            shown[PciTags.ProviderUuid] = pool.ProviderUuid;
        }

        if (stats.HasDevices)
        {
            shown["devices"] = new JsonArray([.. pool.Devices.Select(static device => (JsonNode)device.Address)]);
        }

        return shown;
    }

    private static IReadOnlyDictionary<string, string?> Alternative(JsonElement alternative) =>
        alternative.EnumerateObject().ToDictionary(static pair => pair.Name, static pair => pair.Value.GetString());

    private static PciPoolRecord Pool(CaseReader reader)
    {
        List<KeyValuePair<string, string?>> tags = [];
        foreach (string name in reader.Names)
        {
            if (name is not ("vendor_id" or "product_id" or "numa_node" or "count"))
            {
                tags.Add(new(name, Text(reader, name)));
            }
        }

        return new PciPoolRecord
        {
            VendorId = Text(reader, "vendor_id")!,
            ProductId = Text(reader, "product_id")!,
            NumaNode = Number(reader, "numa_node"),
            Count = reader.Get("count").GetInt32(),
            Tags = tags,
        };
    }
}
