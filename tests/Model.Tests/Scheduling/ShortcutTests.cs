using CsCheck;
using Model.Configuration;
using Model.Placement;
using Model.Scheduling;
using Testing;
using Xunit;

namespace Model.Tests.Scheduling;

/// <summary>
/// Goal: what a decision leaves out to save time never shows. Method: a full trace makes the scheduler weigh and sort everything, so a
/// traced run is the measure for one that is not, on random clouds with many ties.
/// </summary>
public sealed class ShortcutTests
{
    private static readonly Gen<(long Ram, int Vcpus, int Instances, long Version, int Failed)[]> Hosts = Gen
        .Select(Gen.Long[1, 4].Select(n => n * 4096), Gen.Int[0, 2], Gen.Int[0, 2], Gen.Long[1, 2], Gen.Int[0, 1])
        .Array[1, 24];

    private static readonly Gen<double[]> Multipliers = Gen.OneOf(
        Gen.Int[0, 3].Select(n => new[] { 0.0, 1.0, -1.0, 0.5 }[n]).Array[6],
        Gen.Int[0, 2].Select(n => new[] { 1.0, 3.0, double.PositiveInfinity }[n]).Array[6]);

    [Fact]
    public void An_untraced_run_tries_the_hosts_in_the_order_of_a_traced_one() => Gen.Select(Hosts, Multipliers).Holds(
        (hosts, multipliers) =>
        {
            NovaOptions options = Options(multipliers);
            DecisionTrace trace = new();

            List<string> untraced = TryAll(Cloud(hosts), options, null);
            List<string> traced = TryAll(Cloud(hosts), options, trace);

            Assert.Equal(traced, untraced);
            Assert.Equal(trace.Guests[0].Ranking.Select(host => host.Host), untraced);
        },
        iter: 300);

    [Fact]
    public void Untraced_guests_of_one_request_go_where_traced_ones_go() => Gen.Select(Hosts, Multipliers, Gen.Int[1, 4]).Holds(
        (hosts, multipliers, guests) =>
        {
            NovaOptions options = Options(multipliers);
            string[] instances = [.. Enumerable.Range(0, guests).Select(number => $"guest-{number}")];

            Assert.Equal(Select(Cloud(hosts), options, instances, new DecisionTrace()), Select(Cloud(hosts), options, instances, null));
        },
        iter: 300);

    [Fact]
    public void A_filter_that_passes_all_hosts_passes_each()
    {
        RequestSpec[] requests = [SmallCloud.Wish(), SmallCloud.Wish(new ServerGroup { Policy = "soft-affinity" })];
        ComputeNodeRecord record = new() { Host = "h", Node = "h", Uuid = "rp-h" };
        NovaOptions options = SmallCloud.Options(section => section with
        {
            EnabledFilters = [.. FilterRegistry.Names.Where(name => name != "AvailabilityZoneFilter")],
        });
        foreach (IHostFilter filter in FilterRegistry.Create(options))
        {
            foreach (RequestSpec request in requests)
            {
                bool passesAll = filter.PassesAll(request);
                Assert.True(!passesAll || filter.Check(new HostState(record, ServiceState.Running), request).Passes, filter.Name);
            }
        }
    }

    [Fact]
    public void Candidates_stay_as_found_when_their_provider_is_replaced()
    {
        SmallCloud cloud = new(2);
        FilterScheduler scheduler = new(new NovaOptions());
        SchedulingRun run = scheduler.Begin(cloud.Request, ["a"], cloud.Environment, returnsAlternates: false);
        AllocationCandidates found = cloud.Store.FindCandidates(run.Query!.ToCandidateRequest());
        run.OnCandidates(CandidateAnswer.From(found));
        Assert.Equal(204, cloud.Store.DeleteProvider("rp-h00").Status);
        cloud.Store.CreateProvider("other", "other");

        Assert.Equal("rp-h00", found[0].Allocations[0].ProviderUuid);
        Assert.Equal(["rp-h00"], found[0].Mappings[0].ProviderUuids);
        run.OnHosts(cloud.FindHosts(run.Providers));
        Assert.Equal("h00", run.Claim.Host.Host);
        Assert.Equal("rp-h00", run.Claim.Candidate.RootUuid);
        run.OnClaim(cloud.Claim(run.Claim));
        Assert.Equal("h01", run.Claim.Host.Host);
    }

    [Fact]
    public void A_renewed_state_is_as_good_as_new()
    {
        SmallCloud cloud = new(1);
        HostState state = cloud.FindHosts(null)[0];
        ComputeNodeRecord record = state.Record;
        state.Consume(cloud.Request, packsNumaCells: true);
        state.AddInstance("a");
        state.Candidates = [new AllocationCandidate { RootUuid = record.Uuid, Allocations = [], Mappings = [] }];

        state.Renew(record with { FreeRamMb = 77 }, ServiceState.Running with { Disabled = true });

        Assert.Equal((77, record.FreeDiskGb * 1024, 0), (state.FreeRamMb, state.FreeDiskMb, state.VcpusUsed));
        Assert.Equal((0, 0), (state.InstanceCount, state.IoOperations));
        Assert.True(state.Service.Disabled);
        Assert.False(state.HasInstance("a"));
        Assert.Empty(state.Candidates);
    }

    private static SmallCloud Cloud((long Ram, int Vcpus, int Instances, long Version, int Failed)[] hosts)
    {
        SmallCloud cloud = new(hosts.Length);
        for (int index = 0; index < hosts.Length; index++)
        {
            (long ram, int vcpus, int instances, long version, int failed) = hosts[index];
            cloud.Change($"h{index:d2}", record => record with
            {
                FreeRamMb = ram, VcpusUsed = vcpus, InstanceCount = instances, HypervisorVersion = version, FailedBuilds = failed,
            });
        }

        return cloud;
    }

    private static NovaOptions Options(double[] multipliers) => SmallCloud.Options(section => section with
    {
        RamWeightMultiplier = multipliers[0],
        CpuWeightMultiplier = multipliers[1],
        NumInstancesWeightMultiplier = multipliers[2],
        HypervisorVersionWeightMultiplier = multipliers[3],
        BuildFailureWeightMultiplier = multipliers[4],
        PciWeightMultiplier = multipliers[5],
    });

    /// <summary>Refuses every claim; the hosts in the order in which they were tried.</summary>
    private static List<string> TryAll(SmallCloud cloud, NovaOptions options, IDecisionTrace? trace)
    {
        SchedulingRun run = new FilterScheduler(options).Begin(cloud.Request, ["a"], cloud.Environment, returnsAlternates: true, trace);
        run.OnCandidates(cloud.FindCandidates(run.Query!));
        run.OnHosts(cloud.FindHosts(run.Providers));
        List<string> tried = [];
        while (run.Step == SchedulingStep.Claim)
        {
            tried.Add(run.Claim.Host.Host);
            run.OnClaim(ClaimOutcome.Refused);
        }

        return tried;
    }

    private static List<string> Select(SmallCloud cloud, NovaOptions options, string[] instances, IDecisionTrace? trace)
    {
        try
        {
            return
            [
                .. new FilterScheduler(options)
                    .SelectDestinations(cloud.Request, instances, cloud.Environment, cloud, returnsAlternates: true, trace)
                    .Select(row => string.Join(' ', row.Select(selection => selection.Host))),
            ];
        }
        catch (NovaException refusal)
        {
            return [refusal.Name];
        }
    }
}
