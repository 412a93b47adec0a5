using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Compute;
using Model.Pci;

namespace Conformance.Tests.Nova;

/// <summary>Aliases, flavor and image → PCI requests and their groups for Placement.</summary>
public sealed class AliasCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/alias";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        Flavor flavor = new() { Name = "flavor", Vcpus = 1, MemoryMb = 512, ExtraSpecs = VectorValues.Pairs(input.Get("extra_specs")) };
        Image image = new() { Name = "image", Properties = VectorValues.Pairs(input.Get("image_properties")) };
        JsonObject answer = Answer(
            VectorValues.Strings(input.Get("aliases")), flavor, image, input.Get("pci_in_placement").GetBoolean());
        VectorValues.CompareOutcome(expected, answer);
    }

    private static JsonObject Answer(IReadOnlyList<string> aliases, Flavor flavor, Image image, bool pciInPlacement)
    {
        string phase = "config";
        try
        {
            PciAliasTable table = PciAliasTable.Parse(aliases, pciInPlacement);
            phase = "affinity_policy";
            PciNumaPolicy? policy = PciRequestFactory.AffinityPolicy(flavor, image);
            phase = "flavor";
            IReadOnlyList<PciRequest> requests = PciRequestFactory.FromFlavor(flavor, policy, table, static number => $"request{number}");
            IReadOnlyList<PciRequestGroup> groups = pciInPlacement ? PciRequestGroup.Of(requests) : [];
            return new JsonObject
            {
                ["result"] = "ok",
                ["requests"] = new JsonArray([.. requests.Select(Show)]),
                ["request_groups"] = new JsonArray([.. groups.Select(Show)]),
            };
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, [], "phase", phase);
        }
    }

    private static JsonObject Show(PciRequest request) => new()
    {
        ["alias_name"] = request.AliasName,
        ["count"] = request.Count,
        ["spec"] = new JsonArray([.. request.Spec.Select(static spec => new JsonObject(
            spec.Select(static pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))))]),
        ["numa_policy"] = request.NumaPolicy?.ToName(),
        ["is_live_migratable"] = request.IsLiveMigratable,
    };

    private static JsonObject Show(PciRequestGroup group) => new()
    {
        ["request"] = group.RequestIndex,
        ["n"] = group.Number,
        ["use_same_provider"] = true,
        ["resources"] = new JsonObject { [group.ResourceClass] = 1 },
        ["required_traits"] = VectorValues.Array(group.RequiredTraits),
    };
}
