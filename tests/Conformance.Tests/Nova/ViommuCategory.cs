using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Compute;
using Model.Compute.Libvirt;

namespace Conformance.Tests.Nova;

/// <summary>Recorded virtual IOMMU devices of libvirt guests.</summary>
public sealed class ViommuCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/viommu";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        Flavor flavor = new() { Name = "flavor", Vcpus = 1, MemoryMb = 512, ExtraSpecs = VectorValues.Pairs(input.Get("extra_specs")) };
        Image image = new() { Name = "image", Properties = VectorValues.Pairs(input.Get("image_properties")) };
        LibvirtHost host = new()
        {
            VirtType = input.Get("virt_type").GetString()!,
            Architecture = input.Get("host_arch").GetString()!,
            LibvirtVersion = SoftwareVersion.Parse(input.Get("libvirt_version").GetString()!),
            MachineTypes = VectorValues.Strings(input.Get("config_hw_machine_type")),
            EmulatorArchitectures = VectorValues.Strings(input.Get("domain_capabilities_archs")),
        };
        VectorValues.CompareOutcome(expected, Answer(flavor, image, host));
    }

    private static JsonObject Answer(Flavor flavor, Image image, LibvirtHost host)
    {
        JsonObject answer = [];
        try
        {
            _ = ImageProperties.Of(image);
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, answer, "phase", "image");
        }

        JsonArray traits = VectorValues.Array(ImageTraits.Required(image).Distinct().Order(StringComparer.Ordinal));
        answer["scheduler_required_traits"] = traits;
        JsonObject hostTraits = [];
        foreach (KeyValuePair<string, bool> trait in VirtualIommu.HostTraits(host))
        {
            hostTraits[trait.Key] = trait.Value;
        }

        answer["host_traits"] = hostTraits;
        GuestMachine machine = GuestMachine.Of(image, host);
        answer["arch"] = machine.Architecture;
        answer["machine_type"] = machine.MachineType;
        try
        {
            VirtualIommu? device = VirtualIommu.Of(flavor, image, host);
            answer["result"] = "ok";
            answer["device"] = device is null ? null : Device(device);
            answer["features"] = device is null ? new JsonArray() : new JsonArray("ioapic");
            return answer;
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, answer, "phase", "guest");
        }
    }

    private static JsonObject Device(VirtualIommu device) => new()
    {
        ["model"] = device.Model,
        ["driver"] = new JsonObject
        {
            ["intremap"] = "on",
            ["caching_mode"] = "on",
            ["iotlb"] = "on",
            ["aw_bits"] = VirtualIommu.AddressWidthBits.ToString(CultureInfo.InvariantCulture),
            ["eim"] = device.ExtendedInterruptMode ? "on" : "off",
        },
    };
}
