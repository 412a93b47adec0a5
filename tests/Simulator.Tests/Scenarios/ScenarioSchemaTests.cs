using System.Text.Json.Nodes;
using Model.Diagnostics;
using Simulator.Scenarios;
using Simulator.Scenarios.Binding;
using Simulator.Scenarios.Documents;
using Simulator.Scenarios.Format;
using Xunit;

namespace Simulator.Tests.Scenarios;

/// <summary>The schema and the reader know the same keys.</summary>
public sealed class ScenarioSchemaTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_schema_names_every_key_and_describes_it()
    {
        JsonObject schema = JsonNode.Parse(ScenarioSchema.Write())!.AsObject();
        List<KeySet> sets = AllKeySets();
        Assert.Equal(
            sets.Where(set => set != ScenarioFormat.Keys).Select(set => set.Name.Replace(' ', '-')).Order(StringComparer.Ordinal),
            schema["$defs"]!.AsObject().Select(definition => definition.Key));
        foreach (KeySet set in sets)
        {
            JsonObject definition = set == ScenarioFormat.Keys ? schema : schema["$defs"]![set.Name.Replace(' ', '-')]!.AsObject();
            Assert.Equal(set.Keys.Select(key => key.Name), definition["properties"]!.AsObject().Select(property => property.Key));
            Assert.All(definition["properties"]!.AsObject(), property => Assert.EndsWith(".", (string?)property.Value!["description"]));
            Assert.False((bool)definition["additionalProperties"]!);
        }
    }

    [Fact]
    public void The_reader_reads_every_key_that_the_schema_names()
    {
        // Goal: no key is described and then ignored. Method: read a document in which every mapping occurs, and ask the context which
        // keys the reader wanted. Problems in the document do not matter.
        DiagnosticBag bag = new();
        BindContext context = new(new InputFiles(bag), bag);
        const string text = """
            name: t
            controller: { schedulers: {} }
            hardware: { a: { pci: [ { id: "1:1", vfs: {} } ] } }
            host-defaults: { rack: { from: name, size: 1 } }
            hosts: [ {} ]
            aggregates: { a: {} }
            flavors: { a: {} }
            images: { a: {} }
            server-groups: { a: {} }
            networks: { a: { segments: [ {} ] } }
            ports: { a: { network: a, profile: {} } }
            workload:
              - arrivals: { process: renewal, interarrival: { distribution: empirical, values: [1s], weights: [1] } }
              - lifetime: { distribution: constant, value: 1s }
              - lifetime: { distribution: exponential, mean: 1s }
              - lifetime: { distribution: lognormal, median: 1s, sigma: 1 }
              - lifetime: { distribution: triangular, min: 1s, mode: 2s, max: 3s }
              - lifetime: { distribution: normal, mean: 1s, deviation: 1s }
              - lifetime: { distribution: weibull, shape: 1, scale: 1s }
              - requests: [ {} ]
                map: { at: { column: a, table: {} }, flavor: { column: a, table: {} } }
            migration-network:
              guests: {}
              flavors:
                constant:
                  dirty-rate: { distribution: constant, value: 1 B/s }
                  working-set: { distribution: constant, value: 1 B }
                exponential:
                  dirty-rate: { distribution: exponential, mean: 1 B/s }
                  working-set: { distribution: exponential, mean: 1 B }
                lognormal:
                  dirty-rate: { distribution: lognormal, median: 1 B/s, sigma: 1 }
                  working-set: { distribution: lognormal, median: 1 B, sigma: 1 }
                uniform:
                  dirty-rate: { distribution: uniform, min: 1 B/s, max: 1 B/s }
                  working-set: { distribution: uniform, min: 1 B, max: 1 B }
                triangular:
                  dirty-rate: { distribution: triangular, min: 1 B/s, mode: 1 B/s, max: 1 B/s }
                  working-set: { distribution: triangular, min: 1 B, mode: 1 B, max: 1 B }
                normal:
                  dirty-rate: { distribution: normal, mean: 1 B/s, deviation: 1 B/s }
                  working-set: { distribution: normal, mean: 1 B, deviation: 1 B }
                weibull:
                  dirty-rate: { distribution: weibull, shape: 1, scale: 1 B/s }
                  working-set: { distribution: weibull, shape: 1, scale: 1 B }
                empirical:
                  dirty-rate: { distribution: empirical, values: [ 1 B/s ], weights: [ 1 ] }
                  working-set: { distribution: empirical, values: [ 1 B ], weights: [ 1 ] }
            faults: { hosts: { mtbf: 1s, mttr: 1s }, evacuation: {}, devices: [ { mtbf: 1s, mttr: 1s, replacement: {} } ], points: {},
              placement-outages: { at: 1s, for: 1s },
              slowdowns: [
                { latencies: api, by-chance: { mtbf: 1s, mttr: 1s }, factor: { distribution: constant, value: 1 } },
                { latencies: api, windows: [], factor: { distribution: normal, mean: 1, deviation: 1 } },
                { latencies: api, windows: [], factor: { distribution: lognormal, median: 1, sigma: 1 } },
                { latencies: api, windows: [], factor: { distribution: triangular, min: 1, mode: 1, max: 2 } },
                { latencies: api, windows: [], factor: { distribution: weibull, shape: 1, scale: 1 } },
                { latencies: api, windows: [], factor: { distribution: empirical, values: [ 1 ], weights: [ 1 ] } } ] }
            device-cleaning: { clean: 1s }
            campaigns: [ { name: a, kind: drain } ]
            operations: [ { at: 1s, migrate: a, fail: {} } ]
            expect: [ { at: 1s, rows: a == 1 } ]
            """;
        MappingNode document = (MappingNode)YamlReader.Read(folder.PathOf("t.yaml"), text, bag)!;
        Assert.Null(ScenarioBinder.Bind(document, context, null));
        IEnumerable<string> unread = AllKeySets()
            .SelectMany(set => set.Keys.Where(key => !context.ReadKeys.Contains(key)).Select(key => $"{set.Name}: {key.Name}"));
        Assert.Empty(unread);
    }

    private static List<KeySet> AllKeySets() =>
    [
        ScenarioFormat.Keys, ControllerFormat.Keys, SchedulersFormat.Keys, HardwareFormat.Keys, PciGroupFormat.Keys, VfGroupFormat.Keys,
        HostFormat.Hosts.Keys, HostFormat.Defaults.Keys, RackFormat.Keys, AggregateFormat.Keys, FlavorFormat.Keys, ImageFormat.Keys,
        ServerGroupFormat.Keys, WorkloadFormat.Keys, ArrivalFormat.Keys, DistributionFormat.Keys, RequestFormat.Keys, TraceMapFormat.Keys,
        TraceFlavorFormat.Keys, ColumnFormat.Keys, OperationFormat.Keys, NetworkFormat.Keys, SegmentFormat.Keys, PortFormat.Keys,
        PortProfileFormat.Keys, CampaignFormat.Keys, MigrationNetworkFormat.Keys, GuestActivityFormat.Keys,
        DistributionFormat.Sizes.KeySet, DistributionFormat.Rates.KeySet, FaultFormat.Keys, ExpectFormat.Keys,
        CleaningFormat.Keys, FaultPlanFormat.Keys, FailureFormat.Keys, SlowdownFormat.Keys, SlowdownFormat.WindowKeys, FaultChanceFormat.Keys,
        DistributionFormat.Factors.KeySet, FaultPlanFormat.Evacuation,
        DeviceFaultFormat.Keys, DeviceFaultFormat.ReplacementKeys,
    ];
}
