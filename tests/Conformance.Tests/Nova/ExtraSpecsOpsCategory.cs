using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Model.Scheduling;

namespace Conformance.Tests.Nova;

/// <summary>Recorded matches of values against extra spec requirements.</summary>
public sealed class ExtraSpecsOpsCategory : IVectorCategory
{
    /// <inheritdoc/>
    public string Name => "nova/extra_specs_ops";

    /// <inheritdoc/>
    public int Run(JsonElement line)
    {
        CaseReader reader = new(line, "case");
        reader.Get("id");
        CaseReader input = reader.Member("input");
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

        VectorValues.CompareOutcome(reader.Get("expected"), answer);
        reader.AssertAllRead();
        return 1;
    }
}
