using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Hardware;
using Model.Pci;
using Model.Placement.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Recorded translations of PCI devices to Placement. Providers' ids are their names here.</summary>
public sealed class TranslatorCategory : SingleCaseCategory
{
    private const string Node = "compute1";

    /// <inheritdoc/>
    public override string Name => "nova/translator";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        bool report = input.Get("report_in_placement").GetBoolean();
        SysfsFacts facts = new(PciValues.Texts(input, "pf_addresses"));
        foreach (JsonProperty netdev in input.Get("netdevs").EnumerateObject())
        {
            facts.AddInterface(
                netdev.Name, netdev.Value.GetProperty("address").GetString()!, netdev.Value.GetProperty("is_pf").GetBoolean());
        }

        List<(HypervisorPciDevice Facts, string Status, string? Instance)> devices =
            [.. input.Members("devices").Select(Device).OrderBy(entry => entry.Facts.Address, StringComparer.Ordinal)];
        ProviderTreeView tree = Tree(input.Members("tree"));
        List<ConsumerAllocations> allocations = Allocations(input.Get("allocations"));
        IReadOnlyList<string> resizing = PciValues.Texts(input, "same_host_resize");
        IReadOnlyList<string> entries = PciValues.Texts(input, "device_spec");
        JsonObject answer = [];
        string phase = "config";
        try
        {
            PciDeviceSpecList specs = PciDeviceSpecList.Parse(entries, report, facts);
            phase = "translate";
            Translate(answer, specs, report, devices, tree, allocations, resizing);
        }
        catch (NovaException refusal)
        {
            answer = VectorValues.Error(refusal, [], "phase", phase);
        }

        VectorValues.CompareOutcome(expected, answer);
    }

    private static void Translate(
        JsonObject answer,
        PciDeviceSpecList specs,
        bool report,
        List<(HypervisorPciDevice Facts, string Status, string? Instance)> devices,
        ProviderTreeView tree,
        List<ConsumerAllocations> allocations,
        IReadOnlyList<string> resizing)
    {
        List<PciDevice> tracked = [.. devices.Select(entry => Tracked(entry.Facts, specs.Find(entry.Facts), entry.Status, entry.Instance))];
        PciStats stats = new(specs, null);
        foreach (PciDevice device in tracked)
        {
            if (device.Status == PciDeviceStatus.Available)
            {
                stats.Add(device);
            }
        }

        answer["result"] = "ok";
        answer["updated"] = Report(specs, report, tracked, stats, tree, allocations, resizing);
        answer["tree"] = new JsonArray([.. tree.All().OrderBy(provider => provider.Name, StringComparer.Ordinal).Select(Show)]);
        answer["allocations"] = Show(allocations, tree);
        JsonObject providers = [];
        foreach (PciDevice device in tracked)
        {
            providers[device.Address] = device.ProviderUuid;
        }

        answer["devices"] = providers;
        answer["pools"] = new JsonArray([.. stats.Pools.Select(Show)]);
    }

    private static bool Report(
        PciDeviceSpecList specs,
        bool report,
        List<PciDevice> tracked,
        PciStats stats,
        ProviderTreeView tree,
        List<ConsumerAllocations> allocations,
        IReadOnlyList<string> resizing)
    {
        if (!report)
        {
            PciPlacementView.EnsureNeverReported(tree);
            return false;
        }

        PciPlacementView.EnsureNoDevname(specs.Specs.Select(spec => spec.DevName));
        PciPlacementView view = new(Node, tracked.Select(device => PlacementDevices.Of(device, specs)));
        foreach ((string address, string provider) in view.UpdateTree(tree, allocations, static name => name))
        {
            tracked.Single(device => device.Address == address).ProviderUuid = provider;
        }

        stats.UpdateProviders();
        return view.HealAllocations(tree, allocations, [.. resizing]);
    }

    private static (HypervisorPciDevice Facts, string Status, string? Instance) Device(CaseReader reader) => (
        PciValues.Device(reader),
        reader.Get("status").GetString()!,
        reader.Get("instance_uuid").GetString());

    private static PciDevice Tracked(HypervisorPciDevice facts, PciDeviceSpec? spec, string status, string? instance)
    {
        PciDevice device = new(facts, spec);
        return PciDeviceStatuses.TryParse(status, out PciDeviceStatus parsed)
            ? new PciDevice(new PciDeviceRecord(facts, parsed)
            {
                InstanceUuid = instance,
                Managed = device.Managed,
                LiveMigratable = device.LiveMigratable,
            })
            : throw new ConformanceException($"device status '{status}' is not understood");
    }

    private static ProviderTreeView Tree(IReadOnlyList<CaseReader> providers)
    {
        ProviderTreeView tree = new();
        tree.AddRoot(Node, Node);
        foreach (CaseReader reader in providers)
        {
            string name = reader.Get("name").GetString()!;
            ProviderView provider = reader.Get("parent").GetString() is { } parent
                ? tree.AddChild(name, name, parent)
                : tree.AddRoot(name, name);
            provider.UpdateTraits(PciValues.Texts(reader, "traits"));
            CaseReader inventories = reader.Member("inventories");
            provider.UpdateInventory(
                [.. inventories.Names.Select(name => KeyValuePair.Create(name, Inventory(inventories.Member(name))))]);
        }

        return tree;
    }

    private static InventoryView Inventory(CaseReader reader) => new()
    {
        Total = PciValues.Number(reader, "total"),
        Reserved = PciValues.Number(reader, "reserved"),
        MinUnit = PciValues.Number(reader, "min_unit"),
        MaxUnit = PciValues.Number(reader, "max_unit"),
        StepSize = PciValues.Number(reader, "step_size"),
        AllocationRatio = reader.TryGet("allocation_ratio", out JsonElement ratio) ? ratio.GetDouble() : null,
    };

    private static List<ConsumerAllocations> Allocations(JsonElement element)
    {
        List<ConsumerAllocations> allocations = [];
        foreach (JsonProperty consumer in element.EnumerateObject())
        {
            ConsumerAllocations held = new(consumer.Name);
            foreach (JsonProperty provider in consumer.Value.EnumerateObject())
            {
                foreach (JsonProperty amount in provider.Value.EnumerateObject())
                {
                    held.Set(provider.Name, amount.Name, amount.Value.GetInt32());
                }
            }

            allocations.Add(held);
        }

        return allocations;
    }

    private static JsonObject Show(List<ConsumerAllocations> allocations, ProviderTreeView tree)
    {
        JsonObject shown = [];
        foreach (ConsumerAllocations consumer in allocations)
        {
            JsonObject held = [];
            foreach (IGrouping<string, AllocationView> provider in consumer.Records.GroupBy(record => record.ProviderUuid))
            {
                JsonObject amounts = [];
                foreach (AllocationView record in provider)
                {
                    amounts[record.ResourceClass] = record.Amount;
                }

                held[tree.Find(provider.Key)?.Name ?? "<removed>"] = amounts;
            }

            shown[consumer.Consumer] = held;
        }

        return shown;
    }

    private static JsonObject Show(ProviderView provider)
    {
        JsonObject inventories = [];
        foreach ((string resourceClass, InventoryView record) in provider.Inventories)
        {
            JsonObject shown = [];
            Put(shown, "total", record.Total);
            Put(shown, "reserved", record.Reserved);
            Put(shown, "min_unit", record.MinUnit);
            Put(shown, "max_unit", record.MaxUnit);
            Put(shown, "step_size", record.StepSize);
            Put(shown, "allocation_ratio", record.AllocationRatio);
            inventories[resourceClass] = shown;
        }

        return new JsonObject
        {
            ["name"] = provider.Name,
            ["parent"] = provider.Parent?.Name,
            ["inventories"] = inventories,
            ["traits"] = VectorValues.Array(provider.Traits),
        };
    }

    private static void Put(JsonObject shown, string name, double? value)
    {
        if (value is not null)
        {
            shown[name] = value;
        }
    }

    private static JsonObject Show(PciPool pool) => new()
    {
        ["address"] = PciValues.Show(pool.Properties.Items.First(item => item.Key == PciTags.Address).Value),
        ["dev_type"] = PciValues.Show(pool.Properties.Items.First(item => item.Key == PciTags.DevType).Value),
        ["count"] = pool.Count,
        ["rp"] = pool.ProviderUuid,
    };
}
