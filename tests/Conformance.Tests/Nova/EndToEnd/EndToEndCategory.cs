using System.Text.Json;
using System.Text.Json.Nodes;
using Conformance.Tests.Harness;
using Model;
using Simulator.Flows;

namespace Conformance.Tests.Nova.EndToEnd;

/// <summary>
/// Recorded runs of the whole of Nova, replayed through the simulator's flows on its kernel: after every operation the servers, moves, devices,
/// providers, traits, allocations and hosts of the whole cloud are compared, and what the API, the scheduler and the services said.
/// </summary>
public sealed class EndToEndCategory : SingleCaseCategory
{
    /// <inheritdoc/>
    public override string Name => "nova/end_to_end";

    /// <inheritdoc/>
    protected override void Run(CaseReader input, JsonElement expected)
    {
        RecordedCloud cloud = RecordedCloud.Read(input);
        RecordedRun run = new(cloud);
        JsonObject state = JsonNode.Parse(expected.GetProperty("initial").GetRawText())!.AsObject();
        Demand("initial", state, run.State());
        IReadOnlyList<CaseReader> steps = input.Members("steps");
        JsonElement[] answers = [.. expected.GetProperty("steps").EnumerateArray()];
        if (answers.Length != steps.Count || expected.EnumerateObject().Any(member => member.Name is not ("initial" or "steps" or "result")))
        {
            throw new ConformanceException("the answer has a form that is not understood");
        }

        for (int index = 0; index < steps.Count; index++)
        {
            string where = $"step {index} ({steps[index].Get("op").GetString()})";
            CaseReader answer = new(answers[index], where);
            StepResult result = run.Do(steps[index]);
            Compare(where, answer, result);
            Apply(state, answer.Get("changes"));
            Demand(where, state, run.State());
            if (steps[index].Get("periodic").GetBoolean())
            {
                JsonArray errors = run.AuditAll();
                Expect(where + " periodic errors", answer.TryGet("periodic_errors", out JsonElement wanted) ? wanted : default, errors);
                Apply(state, answer.Get("after_periodic"));
                Demand(where + " after the audit", state, run.State());
            }

            answer.AssertAllRead();
        }
    }

    private static void Compare(string where, CaseReader answer, StepResult result)
    {
        bool isTold = answer.TryGet("http", out JsonElement http);
        string status = !isTold ? result.Http : http.ValueKind == JsonValueKind.Number ? http.GetRawText() : http.GetString()!;
        if (status != result.Http)
        {
            throw new ConformanceException($"{where}: expected HTTP {status}, found {result.Http} ({result.Refusal?.Message})");
        }

        answer.TryGet("message", out _);
        string? error = answer.TryGet("error", out JsonElement wanted) ? wanted.GetString() : null;
        if (error != result.StartError?.Name)
        {
            throw new ConformanceException($"{where}: expected the service to end with {error ?? "nothing"}, found {result.StartError}");
        }

        Expect(where + " async errors", answer.TryGet("async_errors", out JsonElement calls) ? calls : default, result.Calls);
        Expect(where + " scheduling", answer.TryGet("scheduling", out JsonElement scheduling) ? scheduling : default, result.Scheduling);
    }

    private static void Expect(string where, JsonElement wanted, JsonArray actual)
    {
        if (wanted.ValueKind == JsonValueKind.Undefined)
        {
            if (actual.Count > 0)
            {
                throw new ConformanceException($"{where}: expected none, found {actual.ToJsonString()}");
            }

            return;
        }

        try
        {
            Harness.Compare.Equal(wanted, actual, 1e-8);
        }
        catch (ConformanceException difference)
        {
            throw new ConformanceException($"{where}: {difference.Message}");
        }
    }

    private static void Apply(JsonObject state, JsonElement changes)
    {
        foreach (JsonProperty section in changes.EnumerateObject())
        {
            JsonObject map = state[section.Name]?.AsObject() ?? [];
            state[section.Name] = map;
            foreach (JsonProperty entry in section.Value.EnumerateObject())
            {
                if (entry.Value.ValueKind == JsonValueKind.Null)
                {
                    map.Remove(entry.Name);
                }
                else
                {
                    map[entry.Name] = JsonNode.Parse(entry.Value.GetRawText());
                }
            }
        }
    }

    private static void Demand(string where, JsonObject expected, JsonObject actual)
    {
        JsonObject wanted = expected.DeepClone().AsObject();
        foreach (string section in actual.Select(pair => pair.Key))
        {
            wanted.TryAdd(section, new JsonObject());
        }

        Faults.Reconcile(wanted, actual);
        try
        {
            using JsonDocument document = JsonDocument.Parse(wanted.ToJsonString());
            Harness.Compare.Equal(document.RootElement, actual);
        }
        catch (ConformanceException difference)
        {
            throw new ConformanceException($"{where}: {difference.Message}");
        }
    }
}
