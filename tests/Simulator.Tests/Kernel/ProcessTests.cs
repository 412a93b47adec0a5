using Simulator.Kernel;
using Xunit;
using Timeout = Simulator.Kernel.Timeout;

namespace Simulator.Tests.Kernel;

public sealed class ProcessTests
{
    [Fact]
    public void A_process_waits_for_what_it_yields_and_happens_when_it_ends()
    {
        Simulation env = new();
        List<double> log = [];
        Process clock = env.Process(Clock());
        env.Process(Watcher());

        env.Run();

        Assert.Equal([0, 2, 4, 6, 104], log);
        Assert.True(clock.IsProcessed);

        IEnumerable<Event> Clock()
        {
            for (int tick = 0; tick < 3; tick++)
            {
                log.Add(env.NowD);
                yield return env.TimeoutD(2);
            }
        }

        IEnumerable<Event> Watcher()
        {
            yield return clock;
            log.Add(env.NowD);

            // A processed event does not hold a process up.
            yield return clock;
            log.Add(env.NowD + 98);
        }
    }

    [Fact]
    public void An_interrupted_process_reads_the_cause_and_goes_on()
    {
        Simulation env = new();
        List<string> log = [];
        Process sleeper = env.Process(Sleeper());
        env.Process(Waker());

        env.Run();

        Assert.Equal(["woken by alarm at 3", "rested at 7"], log);
        Assert.Equal(10, env.NowD);

        IEnumerable<Event> Sleeper()
        {
            yield return env.TimeoutD(10);
            Assert.True(env.ActiveProcess!.HandleFault());
            Assert.False(env.ActiveProcess.HandleFault());
            log.Add($"woken by {env.ActiveProcess.Value} at {env.NowD}");
            yield return env.TimeoutD(4);
            log.Add($"rested at {env.NowD}");
        }

        IEnumerable<Event> Waker()
        {
            yield return env.TimeoutD(3);
            sleeper.Interrupt("alarm");
        }
    }

    [Fact]
    public void An_interrupted_sleep_leaves_the_schedule()
    {
        Simulation env = new();
        Process sleeper = env.Process(Sleeper());
        env.Schedule(TimeSpan.FromSeconds(3), _ => sleeper.Interrupt());

        env.Run();

        Assert.Equal(7, env.NowD);

        IEnumerable<Event> Sleeper()
        {
            yield return env.Sleep(TimeSpan.FromSeconds(10));
            Assert.True(env.ActiveProcess!.HandleFault());
            yield return env.Sleep(TimeSpan.FromSeconds(4));
        }
    }

    [Fact]
    public void A_process_may_be_interrupted_before_its_first_step()
    {
        Simulation env = new();
        List<string> log = [];
        env.Process(Early()).Interrupt("too early", priority: -1);

        env.Run();

        Assert.Equal(["started", "too early"], log);

        IEnumerable<Event> Early()
        {
            log.Add("started");
            yield return env.TimeoutD(1);
            Assert.True(env.ActiveProcess!.HandleFault());
            log.Add((string)env.ActiveProcess.Value!);
        }
    }

    [Fact]
    public void Two_interrupts_of_one_instant_arrive_one_after_the_other()
    {
        Simulation env = new();
        List<object?> causes = [];
        Process victim = env.Process(Victim());
        env.Schedule(TimeSpan.FromSeconds(1), _ =>
        {
            victim.Interrupt("first");
            victim.Interrupt("second");
        });

        env.Run();

        Assert.Equal(["first", "second", "end at 6"], causes);

        IEnumerable<Event> Victim()
        {
            yield return env.TimeoutD(5);
            while (env.ActiveProcess!.HandleFault())
            {
                causes.Add(env.ActiveProcess.Value);
                yield return env.TimeoutD(5);
            }

            causes.Add($"end at {env.NowD}");
        }
    }

    [Fact]
    public void A_finished_process_or_oneself_cannot_be_interrupted()
    {
        Simulation env = new();
        Process done = env.Process(Nothing());
        env.Process(Selfish());
        env.Run();
        Assert.Throws<InvalidOperationException>(() => done.Interrupt());

        IEnumerable<Event> Nothing()
        {
            yield break;
        }

        IEnumerable<Event> Selfish()
        {
            Assert.Throws<InvalidOperationException>(() => env.ActiveProcess!.Interrupt());
            yield break;
        }
    }

    [Fact]
    public void A_process_that_ignores_a_fault_stops_the_run()
    {
        Simulation env = new();
        Process careless = env.Process(Careless());
        env.Schedule(TimeSpan.FromSeconds(1), _ => careless.Interrupt());

        ProcessFailedException error = Assert.Throws<ProcessFailedException>(() => env.Run());

        Assert.Equal("Careless", error.ProcessName);
        Assert.Contains("HandleFault", error.Message, StringComparison.Ordinal);

        IEnumerable<Event> Careless()
        {
            while (true)
            {
                yield return env.TimeoutD(5);
            }
        }
    }

    [Fact]
    public void The_value_of_a_process_is_that_of_its_last_event()
    {
        Simulation env = new();
        object? result = env.Run(env.Process(Compute()));
        Assert.Equal(42, result);

        IEnumerable<Event> Compute()
        {
            yield return new Timeout(env, TimeSpan.FromSeconds(1), 42);
        }
    }

    [Fact]
    public void A_process_can_set_its_own_value()
    {
        Simulation env = new();
        Assert.Equal("mine", env.Run(env.Process(Compute())));

        IEnumerable<Event> Compute()
        {
            yield return env.TimeoutD(1);
            env.ActiveProcess!.Succeed("mine");
        }
    }

    [Fact]
    public void Slept_timeouts_are_used_again()
    {
        Simulation env = new();
        HashSet<Event> slept = new(ReferenceEqualityComparer.Instance);
        env.Process(Sleeper(50));
        env.Run();
        env.Process(Sleeper(50));
        env.Run();

        Assert.Single(slept);

        IEnumerable<Event> Sleeper(int rounds)
        {
            for (int round = 0; round < rounds; round++)
            {
                Event sleep = env.Sleep(TimeSpan.FromSeconds(round % 2));
                slept.Add(sleep);
                yield return sleep;
                Assert.True(sleep.IsProcessed);
            }
        }
    }

    [Fact]
    public void A_slept_timeout_that_others_can_see_is_an_ordinary_one()
    {
        Simulation env = new();
        HashSet<Event> shared = new(ReferenceEqualityComparer.Instance);
        List<double> woken = [];
        env.Process(Sleeper());

        env.Run();

        Assert.Equal(50, shared.Count);
        Assert.All(shared, timeout => Assert.True(timeout.IsProcessed));
        Assert.Equal(Enumerable.Range(1, 50).Select(round => 2.0 * round), woken);

        IEnumerable<Event> Sleeper()
        {
            for (int round = 0; round < 50; round++)
            {
                yield return env.Sleep(TimeSpan.FromSeconds(1));

                Event visible = env.Sleep(TimeSpan.FromSeconds(1));
                shared.Add(visible);
                yield return visible | env.TimeoutD(5);
                woken.Add(env.NowD);
            }
        }
    }

    [Fact]
    public void Sleeps_that_are_not_yielded_at_once_happen_in_their_time()
    {
        Simulation env = new();
        List<double> log = [];
        Process sleeper = env.Process(Sleeper());
        env.Process(Other());

        env.Run();

        Assert.Equal([2, 3, 3, 4, 9, 12], log);
        Assert.Null(sleeper.Target);

        IEnumerable<Event> Sleeper()
        {
            Event longer = env.Sleep(TimeSpan.FromSeconds(3));
            Event shorter = env.Sleep(TimeSpan.FromSeconds(2));
            yield return shorter;
            log.Add(env.NowD);
            yield return longer;
            log.Add(env.NowD);

            // Already happened: goes on at once.
            yield return longer;
            log.Add(env.NowD);

            // Never yielded: happens alone, and the next sleep is not disturbed.
            env.Sleep(TimeSpan.FromSeconds(2));
            yield return env.Sleep(TimeSpan.FromSeconds(10));
            Assert.True(env.ActiveProcess!.HandleFault());
            log.Add(env.NowD);
            yield return env.Sleep(TimeSpan.FromSeconds(5));
            log.Add(env.NowD);
            yield return env.Sleep(TimeSpan.FromSeconds(3));
            log.Add(env.NowD);
        }

        IEnumerable<Event> Other()
        {
            yield return env.Timeout(TimeSpan.FromSeconds(4));
            Assert.True(sleeper.Target is Timeout);
            sleeper.Interrupt();
            Assert.Null(sleeper.Target);
        }
    }

    [Fact]
    public void A_thousand_processed_events_in_a_row_do_not_nest()
    {
        Simulation env = new();
        Event good = new(env);
        Event bad = new(env);
        int faults = 0;
        good.Succeed();
        bad.AddCallback(static _ => { });
        bad.Fail("old");
        env.Process(Reader());

        env.Run();

        Assert.Equal(100_000, faults);

        IEnumerable<Event> Reader()
        {
            yield return env.TimeoutD(1);
            for (int round = 0; round < 100_000; round++)
            {
                yield return good;
                yield return bad;
                faults += env.ActiveProcess!.HandleFault() ? 1 : 0;
            }
        }
    }
}
