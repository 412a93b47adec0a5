using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Compute;
using Model.Numa;

namespace Conformance.Tests.Nova;

/// <summary>Recorded guest NUMA topologies of flavors and images.</summary>
public sealed class NumaConstraintsCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/numa_constraints";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        Flavor flavor = new()
        {
            Name = "flavor",
            Vcpus = input.Get("vcpus").GetInt32(),
            MemoryMb = input.Get("memory_mb").GetInt32(),
            ExtraSpecs = VectorValues.Pairs(input.Get("extra_specs")),
        };
        Image image = new() { Name = "image", Properties = VectorValues.Pairs(input.Get("image_properties")) };
        VectorValues.CompareOutcome(expected, Answer(flavor, image));
    }

    private static JsonObject Answer(Flavor flavor, Image image)
    {
        JsonObject answer = [];
        string phase = "image";
        try
        {
            NumaImageProperties properties = ImageProperties.From(image).Numa;
            phase = "constraints";
            InstanceNumaTopology? topology = NumaConstraints.FromFlavorAndImage(flavor, properties);
            answer["result"] = "ok";
            answer["topology"] = topology is null ? null : new JsonObject
            {
                ["emulator_threads_policy"] = topology.EmulatorThreadsPolicy?.ToName(),
                ["cells"] = new JsonArray([.. topology.Cells.Select(NumaValues.Show)]),
            };
            return answer;
        }
        catch (NovaException refusal)
        {
            return VectorValues.Error(refusal, answer, "phase", phase);
        }
    }
}
