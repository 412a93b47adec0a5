using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Compute.ExtraSpecs;

namespace Conformance.Tests.Nova;

/// <summary>Recorded decisions about which extra specs a flavor may have.</summary>
public sealed class ExtraSpecsValidationCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/extra_specs_validation";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        JsonObject answer = [];
        try
        {
            ExtraSpecValidator.Validate(input.Get("name").GetString()!, input.Get("value").GetString()!);
            answer["result"] = "ok";
        }
        catch (NovaException refusal)
        {
            VectorValues.Error(refusal, answer, "phase", null);
        }

        VectorValues.CompareOutcome(expected, answer);
    }
}
