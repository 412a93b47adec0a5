using Simulator.Kernel;
using Xunit;

namespace Simulator.Tests.Kernel;

public sealed class ResourceTests
{
    private readonly Simulation env = new();
    private readonly List<string> log = [];

    [Fact]
    public void Places_are_granted_first_come_first_served()
    {
        Resource resource = new(env, 2);
        for (int number = 0; number < 5; number++)
        {
            env.Process(Use(resource.Request, $"u{number}", 10));
        }

        env.Run();

        Assert.Equal(["u0@0", "u1@0", "u2@10", "u3@10", "u4@20"], log);
        Assert.Equal((2, 0, 2), (resource.Capacity, resource.InUse, resource.Remaining));
    }

    [Fact]
    public void Priority_decides_and_arrival_among_equals()
    {
        PriorityResource resource = new(env, 1);
        foreach ((string name, double priority) in new[] { ("a", 5.0), ("b", 3.0), ("c", 1.0), ("d", 3.0), ("e", 0.5) })
        {
            env.Process(Use(() => resource.Request(priority), name, 1));
        }

        env.Run();

        Assert.Equal(["a@0", "e@1", "c@2", "b@3", "d@4"], log);
    }

    [Fact]
    public void Priority_and_arrival_decide_in_a_long_queue_that_claims_leave()
    {
        PriorityResource resource = new(env, 1);
        Request holder = resource.Request();
        List<(double Priority, int Number, Request Claim)> waiting = [];
        for (int number = 0; number < 300; number++)
        {
            double priority = number * 7919 % 13;
            waiting.Add((priority, number, resource.Request(priority)));
            if (number % 3 == 2)
            {
                int leaver = number * 31 % waiting.Count;
                waiting[leaver].Claim.Dispose();
                waiting.RemoveAt(leaver);
            }
        }

        List<int> served = [];
        foreach ((_, int number, Request claim) in waiting)
        {
            claim.AddCallback(_ =>
            {
                served.Add(number);
                claim.Dispose();
            });
        }

        holder.Dispose();
        env.Run();

        Assert.Equal(waiting.OrderBy(one => one.Priority).ThenBy(one => one.Number).Select(one => one.Number), served);
    }

    [Fact]
    public void A_claim_that_gives_up_leaves_the_queue_wherever_it_stands()
    {
        Resource resource = new(env, 1);
        resource.BreakOffTime = new SampleMonitor("left");
        env.Process(Use(resource.Request, "holder", 10));
        for (int number = 0; number < 4; number++)
        {
            env.Process(Renege($"r{number}", patience: number is 0 or 2 ? 3 : 100));
        }

        env.Run();

        Assert.Equal(["holder@0", "r0 left@3", "r2 left@3", "r1@10", "r3@15"], log);
        Assert.Equal(3, ((SampleMonitor)resource.BreakOffTime).Mean);

        IEnumerable<Event> Renege(string name, double patience)
        {
            using Request request = resource.Request();
            Condition outcome = request | env.TimeoutD(patience);
            yield return outcome;
            outcome.WithdrawLosers();
            if (!request.IsProcessed)
            {
                log.Add($"{name} left@{env.NowD}");
                yield break;
            }

            log.Add($"{name}@{env.NowD}");
            yield return env.TimeoutD(5);
        }
    }

    [Fact]
    public void A_claim_made_between_release_and_grant_takes_part_by_its_priority()
    {
        PriorityResource resource = new(env, 1);
        Request holder = resource.Request();
        Request patient = resource.Request(priority: 2);
        resource.Release(holder);
        Request urgent = resource.Request(priority: 1);
        env.Run();
        Assert.Equal((false, true), (patient.IsTriggered, urgent.IsTriggered));
    }

    [Fact]
    public void Thousands_of_withdrawn_priority_claims_leave_the_others_in_order()
    {
        PriorityResource resource = new(env, 1);
        Request holder = resource.Request();
        List<Request> claims = [.. Enumerable.Range(0, 5000).Select(number => resource.Request(number % 7))];
        List<int> granted = [];
        for (int number = 0; number < claims.Count; number++)
        {
            if (number % 10 != 0)
            {
                claims[number].Dispose();
                continue;
            }

            int copy = number;
            claims[number].AddCallback(granting =>
            {
                granted.Add(copy);
                ((Request)granting).Dispose();
            });
        }

        holder.Dispose();
        env.Run();

        int[] expected = [.. Enumerable.Range(0, 500).Select(index => index * 10).OrderBy(number => number % 7).ThenBy(number => number)];
        Assert.Equal(expected, granted);
    }

    [Fact]
    public void Ending_a_claim_twice_is_harmless_by_dispose_and_refused_by_release()
    {
        Resource resource = new(env, 1);
        Request request = resource.Request();
        Release release = resource.Release(request);
        request.Dispose();
        Assert.Same(request, release.Request);
        Assert.Throws<InvalidOperationException>(() => resource.Release(request));
        Assert.Throws<InvalidOperationException>(() => new Resource(env, 1).Release(resource.Request()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resource(env, 0));
    }

    [Fact]
    public void An_important_claim_takes_the_place_of_the_least_important_user()
    {
        PreemptiveResource resource = new(env, 2);
        env.Process(Preemptible("low", 3, preempt: false, start: 0));
        env.Process(Preemptible("lower", 4, preempt: false, start: 1));
        env.Process(Preemptible("polite", 1, preempt: false, start: 2));
        env.Process(Preemptible("rude", 2, preempt: true, start: 3));

        env.Run();

        // The polite claim is first in the queue and does not preempt, so it holds the rude one up until it is served.
        Assert.Equal(["low@0", "lower@1", "polite@10", "lower lost its place, in use since 1, to another@10", "rude@10"], log);

        log.Clear();
        env.Process(Preemptible("low", 3, preempt: false, start: 0));
        env.Process(Preemptible("lower", 4, preempt: false, start: 1));
        env.Process(Preemptible("rude", 2, preempt: true, start: 3));
        env.Run();
        Assert.Equal(["low@20", "lower@21", "lower lost its place, in use since 21, to another@23", "rude@23"], log);

        IEnumerable<Event> Preemptible(string name, double priority, bool preempt, double start)
        {
            yield return env.TimeoutD(start);
            using PreemptiveRequest request = resource.Request(priority, preempt);
            yield return request;
            log.Add($"{name}@{env.NowD}");
            yield return env.TimeoutD(10);
            if (env.ActiveProcess!.HandleFault())
            {
                Preempted cause = Assert.IsType<Preempted>(env.ActiveProcess.Value);
                Assert.True(request.IsPreempted);
                string by = cause.By is null ? "nobody" : "another";
                log.Add($"{name} lost its place, in use since {(cause.UsageSince - env.StartDate).TotalSeconds}, to {by}@{env.NowD}");
            }
        }
    }

    [Fact]
    public void States_of_a_resource_can_be_waited_for()
    {
        Resource resource = new(env, 2);
        Note(resource.WhenAny(), "any");
        Note(resource.WhenFull(), "full");
        Note(resource.WhenEmpty(), "empty");
        Note(resource.WhenChange(), "change");
        env.Run();
        Assert.Equal(["any@0", "full@0"], log);

        env.Process(Use(resource.Request, "a", 5));
        env.Process(Use(resource.Request, "b", 7));
        env.Run();
        Assert.Equal(["any@0", "full@0", "a@0", "change@0", "b@0", "empty@0"], log);
        Assert.Equal(7, env.NowD);
    }

    [Fact]
    public void Monitors_follow_a_resource()
    {
        Resource resource = new(env, 2)
        {
            Utilization = new TimeSeriesMonitor(env, "use", collect: true),
            QueueLength = new TimeSeriesMonitor(env, "queue"),
            WIP = new TimeSeriesMonitor(env, "wip"),
            WaitingTime = new SampleMonitor("wait", collect: true),
            LeadTime = new SampleMonitor("lead"),
        };
        for (int number = 0; number < 3; number++)
        {
            env.Process(Use(resource.Request, $"u{number}", 10));
        }

        env.RunD(20);

        // The third user's release at 20 is not part of the run.
        INumericMonitor[] monitors = [resource.Utilization, resource.QueueLength, resource.WIP, resource.WaitingTime, resource.LeadTime];
        Assert.Equal([0.75, 0.5, 2, 3.333333, 10], monitors.Select(monitor => Math.Round(monitor.Mean, 6)));
        Assert.Equal([0, 0, 10], resource.WaitingTime.Samples);
    }

    private IEnumerable<Event> Use(Func<Request> claim, string name, double seconds)
    {
        using Request request = claim();
        yield return request;
        log.Add($"{name}@{env.NowD}");
        yield return env.TimeoutD(seconds);
    }

    private void Note(Event @event, string name) => @event.AddCallback(_ => log.Add($"{name}@{env.NowD}"));
}
