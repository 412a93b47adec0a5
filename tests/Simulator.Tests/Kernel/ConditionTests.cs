using Simulator.Kernel;
using Xunit;
using Timeout = Simulator.Kernel.Timeout;

namespace Simulator.Tests.Kernel;

public sealed class ConditionTests
{
    private readonly Simulation env = new();

    [Fact]
    public void Any_happens_with_its_first_member_and_all_with_its_last()
    {
        Timeout one = new(env, TimeSpan.FromSeconds(1), "one");
        Timeout two = new(env, TimeSpan.FromSeconds(2), "two");
        Condition any = one | two;
        Condition all = one & two;
        List<string> log = [];
        any.AddCallback(_ => log.Add($"any at {env.NowD}: {string.Join(',', any.Value.Values.Cast<string>())}"));
        all.AddCallback(_ => log.Add($"all at {env.NowD}: {string.Join(',', all.Value.Values.Cast<string>())}"));

        env.Run();

        Assert.Equal(["any at 1: one", "all at 2: one,two"], log);
        Assert.True(any.Value.Contains(one));
        Assert.False(any.Value.Contains(two), "what happens after the condition is not among its values");
    }

    [Fact]
    public void Nested_conditions_give_the_values_of_their_members()
    {
        Timeout a = new(env, TimeSpan.FromSeconds(1), "a");
        Timeout b = new(env, TimeSpan.FromSeconds(2), "b");
        Timeout c = new(env, TimeSpan.FromSeconds(3), "c");
        Condition condition = (a & b) | c;

        object? value = env.Run(condition);

        Assert.Equal(2, env.NowD);
        Assert.Same(condition.Value, value);
        Assert.Equal(["a", "b"], condition.Value.Values.Cast<string>());
    }

    [Fact]
    public void Conditions_over_nothing_or_over_the_past_happen_at_once()
    {
        Event past = env.TimeoutD(1);
        env.Run();
        AllOf none = new(env);
        AnyOf nothing = new(env, []);
        Condition again = past | env.TimeoutD(50);
        Condition both = past & env.TimeoutD(2);
        env.Run(both);
        Assert.True(none.IsProcessed && nothing.IsProcessed && again.IsProcessed);
        Assert.Equal(3, env.NowD);
    }

    [Fact]
    public void A_member_that_fails_first_fails_the_condition()
    {
        Event bad = new(env);
        Condition all = bad & env.TimeoutD(5);
        string? seen = null;
        env.Process(Waiter());
        env.Schedule(TimeSpan.FromSeconds(1), _ => bad.Fail("broken"));

        env.Run();

        Assert.Equal("broken at 1", seen);

        IEnumerable<Event> Waiter()
        {
            yield return all;
            Assert.True(env.ActiveProcess!.HandleFault());
            seen = $"{env.ActiveProcess.Value} at {env.NowD}";
        }
    }

    [Fact]
    public void A_member_that_fails_after_the_condition_stops_the_run()
    {
        Event bad = new(env);
        _ = bad | env.TimeoutD(1);
        env.Schedule(TimeSpan.FromSeconds(2), _ => bad.Fail("late"));
        ProcessFailedException error = Assert.Throws<ProcessFailedException>(() => env.Run());
        Assert.Contains("late", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Withdrawn_losers_do_not_keep_the_run_going()
    {
        Timeout shared = env.Timeout(TimeSpan.FromDays(50));
        env.Process(Waiter());
        env.Schedule(TimeSpan.FromSeconds(2), _ => shared.Cancel());

        env.Run();

        Assert.Equal(2, env.NowD);

        IEnumerable<Event> Waiter()
        {
            Condition first = env.TimeoutD(1) | (env.Timeout(TimeSpan.FromDays(100)) & shared);
            Condition other = shared | env.TimeoutD(1.5);
            yield return first;
            first.WithdrawLosers();
            Assert.False(shared.IsCancelled, "somebody else still waits for it");
            yield return other;
        }
    }

    [Fact]
    public void Events_of_two_simulations_do_not_mix()
    {
        Assert.Throws<ArgumentException>(() => env.TimeoutD(1) | new Simulation().TimeoutD(1));
    }

    [Fact]
    public void Waiting_on_a_lasting_event_again_and_again_leaves_nothing_behind()
    {
        Event shutdown = new(env);
        int rounds = 0;
        env.Process(Loop());
        env.Schedule(TimeSpan.FromSeconds(100_000.5), _ => shutdown.Succeed());
        env.Run();
        Assert.Equal(100_000, rounds);

        IEnumerable<Event> Loop()
        {
            while (!shutdown.IsProcessed)
            {
                Assert.InRange(env.ScheduledEvents, 0, 3);
                yield return shutdown | env.TimeoutD(1);
                rounds += shutdown.IsProcessed ? 0 : 1;
            }
        }
    }
}
