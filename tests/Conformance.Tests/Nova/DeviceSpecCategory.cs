using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Hardware;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Which devices the entries of <c>[pci]device_spec</c> mean.</summary>
public sealed class DeviceSpecCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/device_spec";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        SysfsFacts facts = Sysfs(input.Member("sysfs"));
        IReadOnlyList<string> entries = PciValues.Texts(input, "device_spec");
        bool reports = input.Get("report_in_placement").GetBoolean();
        IReadOnlyList<HypervisorPciDevice> devices = [.. input.Members("devices").Select(PciValues.Device)];
        VectorValues.CompareOutcome(WithoutMessages(expected), Answer(entries, reports, facts, devices));
    }

    private static JsonObject Answer(
        IReadOnlyList<string> entries, bool reports, SysfsFacts facts, IReadOnlyList<HypervisorPciDevice> devices)
    {
        try
        {
            PciDeviceSpecList list = PciDeviceSpecList.Parse(entries, reports, facts);
            return new JsonObject
            {
                ["result"] = "ok",
                ["specs"] = list.Specs.Count,
                ["devices"] = new JsonArray([.. devices.Select(device => Match(list, device))]),
            };
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, [], "phase", null);
        }
    }

    private static JsonObject Match(PciDeviceSpecList list, HypervisorPciDevice device)
    {
        JsonObject answer = new() { ["address"] = device.Address, ["match"] = null };
        try
        {
            if (list.Find(device) is not { } spec)
            {
                return answer;
            }

            answer["match"] = list.Specs.ToList().IndexOf(spec);
            answer["tags"] = new JsonObject(spec.Tags.Select(static tag => KeyValuePair.Create(tag.Key, PciValues.Show(tag.Value))));
            PciDevice tracked = new(device, spec);
            JsonObject added = [];
            AddIfSet(added, PciTags.Managed, tracked.Managed);
            AddIfSet(added, PciTags.LiveMigratable, tracked.LiveMigratable);
            answer["added_to_device"] = added;
        }
        catch (NovaException refusal)
        {
            answer["error"] = new JsonObject { ["exception"] = refusal.Name };
        }

        return answer;
    }

    private static void AddIfSet(JsonObject target, string key, string? value)
    {
        if (value is not null)
        {
            target[key] = value;
        }
    }

    private static SysfsFacts Sysfs(CaseReader sysfs)
    {
        SysfsFacts facts = new([]);
        CaseReader functions = sysfs.Member("pfs");
        foreach (string address in functions.Names)
        {
            CaseReader ids = functions.Member(address);
            facts.AddFunction(
                address,
                PciValues.Text(ids, "vendor_id")!,
                PciValues.Text(ids, "product_id")!,
                PciValues.Text(ids, "vf_product_id")!);
        }

        CaseReader interfaces = sysfs.Member("netdevs");
        foreach (string name in interfaces.Names)
        {
            CaseReader found = interfaces.Member(name);
            facts.AddInterface(name, PciValues.Text(found, "address")!, found.Get("is_pf").GetBoolean());
        }

        return facts;
    }

    /// <summary>The wording of messages is not compared, also not inside the answer for one device.</summary>
    private static JsonElement WithoutMessages(JsonElement expected)
    {
        JsonObject copy = JsonNode.Parse(expected.GetRawText())!.AsObject();
        foreach (JsonNode? device in copy["devices"]?.AsArray() ?? [])
        {
            (device!["error"] as JsonObject)?.Remove("message");
        }

        using JsonDocument document = JsonDocument.Parse(copy.ToJsonString());
        return document.RootElement.Clone();
    }
}
