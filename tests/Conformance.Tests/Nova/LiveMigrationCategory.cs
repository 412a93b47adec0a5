using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Compute.Libvirt;
using Model.Compute.LiveMigration;
using Model.Hardware;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Recorded checks of live migrations, pairings of devices, rewritten guests and gates of the service's start.</summary>
public sealed class LiveMigrationCategory : SingleCaseCategory
{
    private const string Guest = "guest";

    /// <inheritdoc/>
    public override string Name => "nova/live_migration";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        JsonObject answer;
        try
        {
            answer = input.Get("kind").GetString() switch
            {
                "conductor" => Conductor(input),
                "claim" => Claim(input),
                "guest_xml" => GuestXml(input),
                "host_start" => HostStarts(input),
                string other => throw new ConformanceException($"kind '{other}' is not understood"),
                null => throw new ConformanceException("there is no kind"),
            };
            answer["result"] = "ok";
        }
        catch (LiveMigrationRefusal refusal)
        {
            answer = VectorValues.Error(refusal, [], "step", JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.Step.ToString()));
        }
        catch (NovaException refusal)
        {
            answer = VectorValues.Error(refusal, [], "step", null);
        }

        VectorValues.CompareOutcome(expected, answer);
    }

    private static JsonObject Conductor(CaseReader input)
    {
        CaseReader hosts = input.Member("hosts");
        Dictionary<string, MigrationHost> known = hosts.Names.ToDictionary(name => name, name => Host(name, hosts.Member(name)));
        MigrationHost source = known[input.Get("source").GetString()!];
        MigrationHost destination = known[input.Get("destination").GetString()!];
        MigrationGuest guest = new()
        {
            Id = Guest,
            PowerState = input.Get("power_state").GetString()!,
            MemoryMb = input.Get("memory_mb").GetInt32(),
            HasNumaTopology = input.Get("has_numa_topology").GetBoolean(),
            HasPersistentMemory = input.Get("has_vpmem").GetBoolean(),
            PciRequests = input.Get("pci_requests").ValueKind == JsonValueKind.Null ? [] : PciValues.Requests(input, "pci_requests"),
        };
        MigrationConditions conditions = new()
        {
            MinimumServiceVersion = known.Values.Min(host => host.ServiceVersion),
            HasPortBindingExtension = input.Get("neutron_port_binding_extension").GetBoolean(),
            EnableNumaLiveMigration = input.Get("enable_numa_live_migration").GetBoolean(),
            SkipHypervisorVersionCheck = input.Get("skip_hypervisor_version_check").GetBoolean(),
        };
        bool forced = input.Get("forced").GetBoolean();
        LiveMigrationChecks.BeforeScheduling(guest, source, conditions);
        if (forced)
        {
            LiveMigrationChecks.ForcedDestination(guest, source, destination);
        }

        LiveMigrationChecks.OnDestination(guest, source, destination, conditions);
        return [];
    }

    private static MigrationHost Host(string name, CaseReader reader) => new()
    {
        Name = name,
        ServiceVersion = reader.Get("service_version").GetInt32(),
        HypervisorType = reader.Get("hypervisor_type").GetString()!,
        HypervisorVersion = reader.Get("hypervisor_version").GetInt32(),
        IsUp = reader.Get("up").GetBoolean(),
        MemoryMb = reader.Get("memory_mb").GetInt32(),
        FreeRamMb = reader.Get("free_ram_mb").GetInt32(),
        RamAllocationRatio = reader.Get("ram_allocation_ratio").GetDouble(),
    };

    private static JsonObject Claim(CaseReader input)
    {
        IReadOnlyList<PciRequest> requests =
            [.. PciValues.Requests(input, "pci_requests").Where(request => !request.IsFromPort)];
        List<(PciAddress Address, string RequestId)> source =
        [
            .. input.Members("source_devices").Select(device =>
                (PciAddress.Parse(device.Get("address").GetString()!), device.Get("request_id").GetString()!)),
        ];
        IReadOnlyList<int>? cells = PciValues.Cells(input);
        PciDeviceSpecList specs = PciDeviceSpecList.Parse(PciValues.Texts(input, "device_spec"), false, new SysfsFacts([]));
        List<PciDevice> devices =
            [.. input.Members("devices").Select(PciValues.Device).Select(facts => new PciDevice(facts, specs.Find(facts)))];
        // The destination's service has restarted since it found the devices: they are in ascending order of their addresses.
        PciDeviceTree.Build(devices);
        PciStats stats = new(specs, [new PciHostCell(0, 0), new PciHostCell(1, 1)]);
        foreach (PciDevice device in devices)
        {
            stats.Add(device);
        }

        IReadOnlyList<PciDevice> claimed = requests.Count == 0 ? [] : stats.Consume(requests, cells);
        foreach (PciDevice device in claimed)
        {
            device.Claim(Guest);
        }

        IReadOnlyList<(PciAddress Source, PciAddress Destination)> pairs = DeviceAddressMap.Pair(
            requests.Select(request => request.RequestId),
            source,
            [.. claimed.Select(device => (PciAddress.Parse(device.Address), device.RequestId!))]);
        JsonObject status = [];
        foreach (PciDevice device in devices)
        {
            status[device.Address] = device.Status.ToName();
        }

        return new JsonObject
        {
            ["map"] = new JsonArray([.. pairs.Select(pair => new JsonArray(pair.Source.ToString(), pair.Destination.ToString()))]),
            ["status"] = status,
        };
    }

    private static JsonObject GuestXml(CaseReader input)
    {
        IEnumerable<(PciAddress Source, PciAddress Destination)> pairs = input.Get("map").EnumerateArray()
            .Select(pair => (PciAddress.Parse(pair[0].GetString()!), PciAddress.Parse(pair[1].GetString()!)));
        IReadOnlyList<PciAddress> rewritten =
            DeviceAddressMap.Rewrite(PciValues.Texts(input, "hostdevs").Select(PciAddress.Parse), pairs);
        return new JsonObject { ["hostdevs"] = VectorValues.Array(rewritten.Select(address => address.ToString())) };
    }

    private static JsonObject HostStarts(CaseReader input)
    {
        LibvirtHost host = new()
        {
            LibvirtVersion = SoftwareVersion.Parse(input.Get("libvirt_version").GetString()!),
            QemuVersion = SoftwareVersion.Parse(input.Get("qemu_version").GetString()!),
        };
        PciDeviceSpecList specs = PciDeviceSpecList.Parse(PciValues.Texts(input, "device_spec"), false, new SysfsFacts([]));
        HostStart.CheckLiveMigratable(host, specs.Specs.Any(spec => spec.Tag(PciTags.LiveMigratable).IsTruthy));
        return [];
    }
}
