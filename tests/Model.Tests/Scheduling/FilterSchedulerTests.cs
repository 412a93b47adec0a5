using Model.Compute;
using Model.Configuration;
using Model.Scheduling;
using Xunit;

namespace Model.Tests.Scheduling;

/// <summary>
/// Goal: the parts of a decision that recorded cases leave open – random choices, races with Placement, traces. Method: a small cloud
/// with our own Placement behind it.
/// </summary>
public sealed class FilterSchedulerTests
{
    [Fact]
    public void Equal_hosts_go_to_the_lower_name_and_alternates_follow()
    {
        SmallCloud cloud = new(4);

        Selection[] row = [.. Select(cloud, new NovaOptions(), ["a"])[0]];

        Assert.Equal(["h00", "h01", "h02"], row.Select(selection => selection.Host));
        Assert.Equal(3, cloud.Store.GetAllocations("a")!.Allocations.Count);
    }

    [Fact]
    public void A_request_for_more_than_fits_gives_back_what_it_had_claimed()
    {
        SmallCloud cloud = new(1);

        NovaException refusal = Assert.Throws<NovaException>(() => Select(cloud, new NovaOptions(), ["a", "b", "c", "d", "e"]));

        Assert.Equal("NoValidHost", refusal.Name);
        Assert.Contains("There are not enough hosts available.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "c", "d"], cloud.GivenBack);
        Assert.Null(cloud.Store.GetAllocations("a"));
    }

    [Fact]
    public void A_host_filled_between_query_and_claim_is_passed_over()
    {
        SmallCloud cloud = new(2);
        FilterScheduler scheduler = new(new NovaOptions());
        SchedulingRun run = scheduler.Begin(cloud.Request, ["late"], cloud.Environment, returnsAlternates: false);
        run.OnCandidates(cloud.FindCandidates(run.Query!));
        run.OnHosts(cloud.FindHosts(run.Providers));
        Assert.Equal(SchedulingStep.Claim, run.Step);
        foreach (string winner in new[] { "w1", "w2", "w3", "w4" })
        {
            Assert.Equal(ClaimOutcome.Claimed, cloud.Claim(run.Claim with { Instance = winner }));
        }

        run.OnClaim(cloud.Claim(run.Claim));
        Assert.Equal("h01", run.Claim.Host.Host);
        run.OnClaim(cloud.Claim(run.Claim));

        Assert.Equal(SchedulingStep.Succeeded, run.Step);
        Assert.Equal("h01", run.Selections[0][0].Host);
    }

    [Fact]
    public void A_consumer_conflict_ends_the_request_and_leaves_earlier_claims()
    {
        SmallCloud cloud = new(2);
        SchedulingRun run = new FilterScheduler(new NovaOptions()).Begin(cloud.Request, ["a", "b"], cloud.Environment, false);
        run.OnCandidates(cloud.FindCandidates(run.Query!));
        run.OnHosts(cloud.FindHosts(run.Providers));
        run.OnClaim(cloud.Claim(run.Claim));
        run.OnClaim(ClaimOutcome.ConsumerConflict);

        Assert.Equal(SchedulingStep.Failed, run.Step);
        Assert.Equal("AllocationUpdateFailed", run.Refusal!.Name);
        Assert.Empty(run.GiveBack);
        Assert.NotNull(cloud.Store.GetAllocations("a"));
    }

    [Fact]
    public void A_refusal_by_placement_is_an_empty_answer_but_ends_the_second_query_in_an_error()
    {
        CandidateAnswer refused = new([], []) { IsRefused = true };
        SmallCloud cloud = new(1);
        SchedulingRun plain = new FilterScheduler(new NovaOptions()).Begin(cloud.Request, ["a"], cloud.Environment, false);
        plain.OnCandidates(refused);
        Assert.Equal("NoValidHost", plain.Refusal!.Name);

        RequestSpec request = new()
        {
            Flavor = new Flavor
            {
                Name = "pinned", Vcpus = 2, MemoryMb = 4096, ExtraSpecs = [KeyValuePair.Create("hw:cpu_policy", "dedicated")],
            },
            Image = new Image { Name = "image" },
        };
        SchedulingRun pinned = new FilterScheduler(new NovaOptions()).Begin(request, ["a"], cloud.Environment, false);
        pinned.OnCandidates(refused);
        Assert.Equal(SchedulingStep.Candidates, pinned.Step);
        pinned.OnCandidates(refused);
        Assert.Equal("TypeError", pinned.Refusal!.Name);
    }

    [Fact]
    public void An_answer_that_was_not_asked_for_is_a_mistake_of_the_caller()
    {
        SmallCloud cloud = new(1);
        SchedulingRun run = new FilterScheduler(new NovaOptions()).Begin(cloud.Request, ["a"], cloud.Environment, false);

        Assert.Throws<InvalidOperationException>(() => run.OnClaim(ClaimOutcome.Claimed));
    }

    [Fact]
    public void A_subset_draws_the_choice_and_keeps_the_rest_in_order()
    {
        SmallCloud cloud = new(4);
        NovaOptions options = SmallCloud.Options(section => section with { HostSubsetSize = 3 });

        Selection[] row = [.. Select(cloud, options, ["a"], new FixedDraws(2))[0]];

        Assert.Equal(["h02", "h00", "h01"], row.Select(selection => selection.Host));
    }

    [Fact]
    public void Only_the_hosts_of_the_best_weight_are_shuffled()
    {
        SmallCloud cloud = new(4);
        cloud.Change("h00", record => record with { FreeRamMb = 8192 });
        NovaOptions options = SmallCloud.Options(section => section with { ShuffleBestSameWeighedHosts = true });

        // Fisher-Yates from the end: h03 changes places with h01, then h02 with itself.
        Selection[] row = [.. Select(cloud, options, ["a"], new FixedDraws(0, 1))[0]];

        Assert.Equal(["h03", "h02", "h01"], row.Select(selection => selection.Host));
    }

    [Fact]
    public void Random_choices_need_a_source() =>
        Assert.Throws<ArgumentNullException>(() => new FilterScheduler(SmallCloud.Options(section => section with { HostSubsetSize = 2 })));

    [Fact]
    public void A_trace_tells_counts_reasons_weights_and_claims()
    {
        SmallCloud cloud = new(3);
        cloud.Change("h01", record => record with { InstanceCount = 60 });
        NovaOptions options = SmallCloud.Options(section => section with { EnabledFilters = ["ComputeFilter", "NumInstancesFilter"] });
        DecisionTrace trace = new();

        new FilterScheduler(options).SelectDestinations(cloud.Request, ["a"], cloud.Environment, cloud, true, trace);

        GuestDecision guest = Assert.Single(trace.Guests);
        Assert.Equal([(3, 3)], trace.Answers);
        Assert.Equal([new FilterCount("ComputeFilter", 3, 3), new FilterCount("NumInstancesFilter", 3, 2)], guest.Filters);
        HostRefusal refusal = Assert.Single(guest.Refusals);
        Assert.Equal(
            ("NumInstancesFilter", "h01", "60 instances are on the host, the limit is 50"), (refusal.Filter?.Name, refusal.Host, refusal.Reason));
        Assert.Equal(["h00", "h02"], guest.Ranking.Select(host => host.Host));
        Assert.Equal(ClaimOutcome.Claimed, Assert.Single(guest.Claims).Outcome);
        Assert.Contains(new HostWeight("PCIWeigher", "h00", "h00", 100, 0, 1), guest.Weights);
    }

    [Fact]
    public void A_forced_host_skips_the_filters_but_not_Placement()
    {
        SmallCloud cloud = new(3);
        cloud.Change("h02", record => record with { InstanceCount = 60 });
        cloud.Request = SmallCloud.Wish(forceHosts: ["H02"]);
        NovaOptions options = SmallCloud.Options(section => section with { EnabledFilters = ["NumInstancesFilter"] });
        Assert.Equal("NoValidHost", Assert.Throws<NovaException>(() => Select(cloud, options, ["a"])).Name);

        cloud.Request = SmallCloud.Wish(forceHosts: ["h02"]);
        Assert.Equal("h02", Select(cloud, options, ["a"])[0][0].Host);
    }

    [Fact]
    public void Guests_of_an_anti_affinity_group_spread_within_one_request()
    {
        SmallCloud cloud = new(2);
        cloud.Request = SmallCloud.Wish(new ServerGroup { Policy = "anti-affinity", Members = ["a", "b", "c"] });

        Assert.Equal(["h00", "h01"], Select(cloud, new NovaOptions(), ["a", "b"]).Select(row => row[0].Host));

        cloud.Request = SmallCloud.Wish(new ServerGroup { Policy = "anti-affinity", Members = ["d", "e", "f"] });
        Assert.Equal("NoValidHost", Assert.Throws<NovaException>(() => Select(cloud, new NovaOptions(), ["d", "e", "f"])).Name);
        Assert.Equal(["d", "e"], cloud.GivenBack);
    }

    [Fact]
    public void A_guest_that_holds_allocations_keeps_them_and_gets_those_of_new_providers()
    {
        SmallCloud cloud = new(2);
        Select(cloud, new NovaOptions(), ["a"]);
        cloud.Request = SmallCloud.Wish(forceHosts: ["h01"]);
        Select(cloud, new NovaOptions(), ["a"]);

        Assert.Equal(
            ["rp-h00", "rp-h01"],
            cloud.Store.GetAllocations("a")!.Allocations
                .Select(allocation => allocation.ProviderUuid).Distinct().Order(StringComparer.Ordinal));
    }

    private static IReadOnlyList<IReadOnlyList<Selection>> Select(
        SmallCloud cloud, NovaOptions options, IReadOnlyList<string> instances, IRandomSource? random = null) =>
        new FilterScheduler(options, random).SelectDestinations(
            cloud.Request, instances, cloud.Environment, cloud, returnsAlternates: true);

    private sealed class FixedDraws(params int[] draws) : IRandomSource
    {
        private int _next;

        public int NextInt(int exclusiveMax) => draws[_next++];
    }
}
