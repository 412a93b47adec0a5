using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded matches of values against extra spec requirements.</summary>
public sealed class ExtraSpecsOpsCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/extra_specs_ops";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        string? value = input.Get("value").GetString();
        string requirement = input.Get("requirement").GetString()!;
        JsonObject answer = [];
        try
        {
            answer["match"] = ExtraSpecOperators.Match(value, requirement);
            answer["result"] = "ok";
        }
        catch (NovaException refusal)
        {
            answer = VectorValues.Error(refusal, [], "", null);
        }

        VectorValues.CompareOutcome(expected, answer);
    }
}
