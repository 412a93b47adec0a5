using Simulator.Kernel;
using Xunit;
using Timeout = Simulator.Kernel.Timeout;

namespace Simulator.Tests.Kernel;

public sealed class RunTests
{
    private readonly Simulation env = new(new DateTime(2026, 1, 1), TimeSpan.FromMinutes(1));

    [Fact]
    public void The_clock_shows_dates_and_steps()
    {
        env.RunD(1.5);
        Assert.Equal((new DateTime(2026, 1, 1, 0, 1, 30), 1.5, 900_000_000L), (env.Now, env.NowD, env.NowTicks));
        Assert.Equal((2.0, TimeSpan.FromSeconds(30)), (env.ToDouble(TimeSpan.FromMinutes(2)), env.ToTimeSpan(0.5)));
        Assert.Equal((DateTime.MaxValue, double.MaxValue), (env.Peek(), env.PeekD()));
        env.TimeoutD(3);
        Assert.Equal((env.Now.AddMinutes(3), 4.5), (env.Peek(), env.PeekD()));
        Assert.Throws<InvalidOperationException>(() => env.Run(env.Now));
    }

    [Theory]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void The_clock_keeps_the_kind_of_its_date_up_to_the_last_date_there_is(DateTimeKind kind)
    {
        DateTime start = new(2026, 1, 1, 0, 0, 0, kind);
        Simulation env = new(start);
        env.Timeout(TimeSpan.FromDays(1));
        env.Run();
        Assert.Equal((start.AddDays(1), kind), (env.Now, env.Now.Kind));
        env.Run(DateTime.MaxValue);
        Assert.Equal((DateTime.MaxValue, kind), (env.Now, env.Now.Kind));
    }

    [Fact]
    public void A_run_to_an_event_gives_its_value_and_fails_if_it_never_happens()
    {
        Assert.Equal("x", env.Run(new Timeout(env, TimeSpan.FromSeconds(1), "x")));
        Event never = new(env);
        env.TimeoutD(1);
        Assert.Throws<InvalidOperationException>(() => env.Run(never));
    }

    [Fact]
    public void A_run_can_be_stopped_and_continued()
    {
        int rounds = 0;
        env.Process(Loop());
        env.Run();
        Assert.Equal(5, rounds);
        env.RunD(10);
        Assert.InRange(rounds, 14, 15);

        IEnumerable<Event> Loop()
        {
            while (true)
            {
                yield return env.TimeoutD(1);
                if (++rounds == 5)
                {
                    env.StopAsync();
                }
            }
        }
    }

    [Fact]
    public void The_event_of_a_broken_off_run_does_not_stop_the_next_one()
    {
        Event first = env.TimeoutD(2);
        env.Schedule(TimeSpan.FromMinutes(1), _ => env.StopAsync());
        env.Run(first);
        Assert.Equal((1.0, false), (env.NowD, first.IsProcessed));
        env.TimeoutD(5);
        env.Run();
        Assert.Equal(6, env.NowD);
    }

    [Fact]
    public void Steps_process_one_event_each_and_end_with_an_error()
    {
        env.TimeoutD(1);
        env.TimeoutD(2);
        env.Step();
        Assert.Equal((1.0, 1L, 1), (env.NowD, env.ProcessedEvents, env.ScheduledEvents));
        env.Step();
        Assert.Throws<EmptyScheduleException>(env.Step);
    }

    [Fact]
    public void A_failed_event_that_nobody_handles_stops_the_run_with_the_time()
    {
        Event bad = new(env);
        env.Schedule(TimeSpan.FromSeconds(61), _ => bad.Fail(new FormatException("unreadable")));
        ProcessFailedException error = Assert.Throws<ProcessFailedException>(() => env.Run());
        Assert.Equal("Process (Event) failed at 2026-01-01 00:01:01.0000000: nobody handles the failure (unreadable).", error.Message);
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public void An_exception_in_a_process_comes_with_its_name_and_time()
    {
        env.Process(Faulty()).WithName("boot of vm-7");
        ProcessFailedException error = Assert.Throws<ProcessFailedException>(() => env.Run());
        Assert.Equal(("boot of vm-7", env.StartDate.AddMinutes(2)), (error.ProcessName, error.Time));
        Assert.IsType<KeyNotFoundException>(error.InnerException);
        Assert.Null(env.ActiveProcess);

        IEnumerable<Event> Faulty()
        {
            yield return env.TimeoutD(2);
            throw new KeyNotFoundException("no such host");
        }
    }

    [Fact]
    public void A_process_that_fails_hands_the_fault_to_whoever_waits_for_it()
    {
        List<object?> causes = [];
        env.Process(Parent());
        env.Run();
        Assert.Equal(["lost"], causes);

        IEnumerable<Event> Parent()
        {
            yield return env.Process(Child());
            Assert.True(env.ActiveProcess!.HandleFault());
            causes.Add(env.ActiveProcess.Value);
        }

        IEnumerable<Event> Child()
        {
            yield return env.TimeoutD(1);
            env.ActiveProcess!.Fail("lost");
        }
    }

    [Fact]
    public void A_process_that_fails_with_nobody_waiting_stops_the_run_under_its_name()
    {
        env.Process(Orphan());
        ProcessFailedException error = Assert.Throws<ProcessFailedException>(() => env.Run());
        Assert.Equal("Orphan", error.ProcessName);

        IEnumerable<Event> Orphan()
        {
            yield return env.TimeoutD(1);
            env.ActiveProcess!.Fail("lost");
        }
    }

    [Fact]
    public void Events_are_triggered_once_and_told_in_order()
    {
        List<int> told = [];
        Event gate = new(env);
        Event follower = new(env);
        Action<Event> second = _ => told.Add(2);
        gate.AddCallbacks([_ => told.Add(1), second, _ => told.Add(3), e => follower.Trigger(e)]);
        gate.RemoveCallback(second);
        Assert.Equal((true, false, false), (gate.IsAlive, gate.IsTriggered, gate.IsProcessed));
        gate.Succeed("v");
        Assert.Equal((false, true, false), (gate.IsAlive, gate.IsTriggered, gate.IsProcessed));
        Assert.Throws<InvalidOperationException>(() => gate.Fail());

        env.Run();

        Assert.Equal([1, 3], told);
        Assert.Equal((true, true, "v"), (follower.IsProcessed, follower.IsOk, (string?)follower.Value));
        Assert.Throws<InvalidOperationException>(() => gate.AddCallback(second));
    }

    [Fact]
    public void A_cancelled_timeout_never_happens_and_cannot_be_waited_for()
    {
        bool happened = false;
        Timeout timeout = env.TimeoutD(5);
        Timeout now = env.TimeoutD(0);
        timeout.AddCallback(_ => happened = true);
        now.AddCallback(_ => happened = true);
        Assert.True(timeout.Cancel());
        Assert.True(now.Cancel());
        Assert.False(timeout.Cancel());
        env.Run();
        Assert.Equal((false, true, 0.0), (happened, timeout.IsCancelled, env.NowD));
        Assert.Throws<InvalidOperationException>(() => timeout.AddCallback(static _ => { }));
    }

    [Fact]
    public void A_timeout_that_a_process_waits_for_is_not_cancelled_under_it()
    {
        Timeout timeout = env.TimeoutD(5);
        env.Process(Waiter());
        env.Schedule(TimeSpan.FromSeconds(1), _ => Assert.Throws<InvalidOperationException>(() => timeout.Cancel()));
        env.Run();
        Assert.True(timeout.IsProcessed);

        IEnumerable<Event> Waiter()
        {
            yield return timeout;
        }
    }

    [Fact]
    public void Negative_delays_and_null_events_are_refused()
    {
        Assert.Throws<ArgumentException>(() => env.TimeoutD(-1));
        Assert.Throws<ArgumentException>(() => env.Timeout(TimeSpan.MaxValue));
        Assert.Throws<ArgumentException>(() => env.Schedule(TimeSpan.FromTicks(-1), static _ => { }));
        env.Process(Wrong());
        Assert.Throws<ProcessFailedException>(() => env.Run());

        static IEnumerable<Event> Wrong()
        {
            yield return null!;
        }
    }

    [Fact]
    public void Callbacks_and_sleeps_allocate_nothing_in_steady_state()
    {
        env.Process(Sleeper());
        Again(env);
        env.Run(TimeSpan.FromHours(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        env.Run(TimeSpan.FromHours(10));
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        // The runs themselves may box a little; 46,000 events must not.
        Assert.InRange(bytes, 0, 2_000);
        Assert.True(env.ProcessedEvents > 46_000);

        IEnumerable<Event> Sleeper()
        {
            while (true)
            {
                yield return env.Sleep(TimeSpan.FromSeconds(1.5));
                yield return env.Sleep(TimeSpan.Zero);
            }
        }

        static void Again(object? state) => ((Simulation)state!).Schedule(TimeSpan.FromSeconds(7), Again, state);
    }
}
