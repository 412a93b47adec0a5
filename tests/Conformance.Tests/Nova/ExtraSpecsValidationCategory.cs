using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Compute.ExtraSpecs;

namespace Conformance.Tests.Nova;

/// <summary>Recorded decisions about which extra specs a flavor may have.</summary>
public sealed class ExtraSpecsValidationCategory : IVectorCategory
{
    /// <inheritdoc/>
    public string Name => "nova/extra_specs_validation";

    /// <inheritdoc/>
    public int Run(JsonElement line)
    {
        CaseReader reader = new(line, "case");
        reader.Get("id");
        CaseReader input = reader.Member("input");
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

        VectorValues.CompareOutcome(reader.Get("expected"), answer);
        reader.AssertAllRead();
        return 1;
    }
}
