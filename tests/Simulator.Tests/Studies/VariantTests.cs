using Model.Diagnostics;
using Simulator.Scenarios;
using Simulator.Studies;
using Simulator.Tests.Scenarios;
using Xunit;

namespace Simulator.Tests.Studies;

/// <summary>Every kind of change reaches the scenario of its variant, and no other.</summary>
public sealed class VariantTests
{
    private const string Text = """
        name: kinds
        base: small.yaml
        seed: 77
        resample: { pods: 50% }
        variants:
          base: {}
          set: { set: { seed: 9, "hosts[0].nova_conf.DEFAULT.cpu_allocation_ratio": 2.5 } }
          release: { release: "2024.1" }
          policy: { policy: "simulator.BestFitWeigher:vcpus+memory@2" }
          conf:
            nova_conf: |
              [filter_scheduler]
              pci_weight_multiplier = 7.5
            host_nova_conf: "[DEFAULT]\ncpu_allocation_ratio = 3.0"
          trace: { traces: { pods: other.csv } }
        """;

    [Fact]
    public void Changes_reach_their_variant_only()
    {
        Study study = Load();
        Scenario Of(string name) => study.Variants.Single(variant => variant.Name == name).Scenario;
        Assert.Equal(2.5, Of("set").Hosts[0].Options.Compute.CpuAllocationRatio);
        Assert.Equal(3.0, Of("conf").Hosts[0].Options.Compute.CpuAllocationRatio);
        Assert.Equal(1.0, Of("base").Hosts[0].Options.Compute.CpuAllocationRatio);
        Assert.Equal("2024.1", Of("release").Release.Cycle);
        Assert.Equal(["simulator.BestFitWeigher:vcpus+memory@2"], Of("policy").Controller.FilterScheduler.WeightClasses);
        Assert.Equal(7.5, Of("conf").Controller.FilterScheduler.PciWeightMultiplier);
        Assert.Equal(2, Of("trace").Requests.Count);
        Assert.Equal(4, Of("base").Requests.Count);
        Assert.Equal(study.Variants.Count, study.Variants.Select(variant => variant.Scenario.Digest).Distinct().Count());
        Assert.Equal(["trace of pods: other.csv"], study.Variants[^1].Changes);
    }

    [Fact]
    public void Replications_share_their_numbers_across_variants()
    {
        Study study = Load();
        Assert.Equal(77, study.Plan.SeedOf(0));
        Assert.Equal(3, Enumerable.Range(0, 3).Select(study.Plan.SeedOf).Distinct().Count());
        foreach (int number in Enumerable.Range(0, 3))
        {
            Scenario first = study.Plan.Replicate(study.Variants[0].Scenario, number);
            Scenario second = study.Plan.Replicate(study.Variants[1].Scenario, number);
            Assert.Equal(first.Seed, second.Seed);
            Assert.Equal(["pods-1", "pods-2"], first.Requests.Select(request => request.Name).Order());
            Assert.Equal(first.Requests.Select(request => (request.Name, request.At)), second.Requests.Select(request => (request.Name, request.At)));
            Assert.Equal(first.Requests.Select(request => request.At).Order(), first.Requests.Select(request => request.At));
        }
    }

    private static Study Load()
    {
        using TemporaryFolder folder = new();
        string study = StudyFile.Write(folder, Text);
        folder.Write("small.yaml", StudyFile.Cloud
            + "\n  - { name: pods, trace: pods.csv, map: { at: { column: at, unit: h }, flavor: { column: flavor } } }\n");
        folder.Write("pods.csv", "at,flavor\n1,plain\n2,carded\n3,plain\n4,plain\n");
        folder.Write("other.csv", "at,flavor\n1,plain\n2,carded\n");
        DiagnosticBag problems = new();
        Study? loaded = StudyLoader.Load(study, problems);
        Assert.True(loaded is not null, string.Join('\n', problems.Sorted()));
        return loaded;
    }
}
