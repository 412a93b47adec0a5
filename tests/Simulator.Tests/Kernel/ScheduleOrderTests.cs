using CsCheck;
using Simulator.Kernel;
using Testing;
using Xunit;

namespace Simulator.Tests.Kernel;

public sealed class ScheduleOrderTests
{
    [Fact]
    public void Timeouts_over_few_instants_fire_first_in_first_out_however_many_there_are()
    {
        Simulation env = new();
        List<(long Time, int Number)> fired = [];
        for (int number = 0; number < 5000; number++)
        {
            int copy = number;
            env.Timeout(TimeSpan.FromSeconds(1 + (number * 7 % 13))).AddCallback(_ => fired.Add((env.NowTicks, copy)));
        }

        env.Run();

        Assert.Equal(5000, fired.Count);
        Assert.Equal(fired.OrderBy(entry => entry.Time).ThenBy(entry => entry.Number), fired);
    }

    [Fact]
    public void At_one_instant_priority_decides_before_insertion()
    {
        Simulation env = new();
        List<string> log = [];
        env.Schedule(TimeSpan.FromSeconds(1), _ =>
        {
            env.Schedule(TimeSpan.Zero, _ => log.Add("zero-a"));
            env.Schedule(TimeSpan.Zero, _ => log.Add("late"), priority: 1);
            env.Schedule(TimeSpan.Zero, _ => log.Add("urgent"), priority: -1);
            env.Schedule(TimeSpan.Zero, _ => log.Add("zero-b"));
        });
        env.Schedule(TimeSpan.FromSeconds(1), _ => log.Add("queued before"));
        env.Schedule(TimeSpan.FromSeconds(1), _ => log.Add("queued last"), priority: 5);

        env.Run();

        Assert.Equal(["urgent", "queued before", "zero-a", "zero-b", "late", "queued last"], log);
    }

    [Fact]
    public void Any_mix_of_scheduling_and_cancelling_happens_as_in_a_sorted_list()
    {
        Gen<(int Delay, int Priority, int Spawn, int Cancel)[]> plans =
            Gen.Select(Gen.Int[0, 200], Gen.Int[-1, 1], Gen.Int[0, 3], Gen.Int[0, 400]).Array[1, 400];
        plans.Holds(plan => Assert.Equal(RunNaively(plan), RunOnKernel(plan)), iter: 200);
    }

    [Fact]
    public void A_crowd_of_one_instant_keeps_the_total_order()
    {
        // Each entry goes before many others, cancels one of them, and gives way to those that come while it waits.
        Gen<(int Priority, int Cancel, int Spawn)[]> plans =
            Gen.Select(Gen.Int[-50, 50], Gen.Int[0, 1000], Gen.Int[51, 60]).Array[100, 600];
        plans.Holds(
            plan =>
            {
                Simulation env = new();
                List<(int Priority, int Number)> fired = [];
                List<(int Priority, int Number)> expected = [];
                List<TimerHandle> handles = [];
                env.Schedule(TimeSpan.FromSeconds(1), _ =>
                {
                    for (int number = 0; number < plan.Length; number++)
                    {
                        (int Priority, int Number) key = (plan[number].Priority, number);
                        (int Priority, int Number) later = (plan[number].Spawn, number);
                        handles.Add(env.Schedule(TimeSpan.Zero, _ => Fire(key, later), priority: key.Priority));
                        expected.Add(key);
                        if (plan[number].Cancel < handles.Count && handles[plan[number].Cancel].Cancel())
                        {
                            expected.RemoveAll(entry => entry.Number == plan[number].Cancel);
                        }
                    }
                });

                env.Run();
                expected.Sort();
                expected.AddRange(expected.Select(entry => (plan[entry.Number].Spawn, entry.Number)).OrderBy(entry => entry.Item1).ToList());
                Assert.Equal(expected, fired);
                Assert.Equal(0, env.ScheduledEvents);

                void Fire((int Priority, int Number) key, (int Priority, int Number) later)
                {
                    fired.Add(key);
                    env.Schedule(TimeSpan.Zero, _ => fired.Add(later), priority: later.Priority);
                }
            },
            iter: 50);
    }

    [Fact]
    public void Skewed_times_keep_the_total_order()
    {
        // Clusters at very different scales force rows within rows of buckets.
        Gen<(int Scale, int Offset)[]> times = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 99]).Array[500, 3000];
        times.Holds(
            plan =>
            {
                Simulation env = new();
                List<(long Time, int Number)> fired = [];
                List<(long Time, int Number)> expected = [];
                for (int number = 0; number < plan.Length; number++)
                {
                    int copy = number;
                    long ticks = (long)Math.Pow(10, plan[number].Scale) + plan[number].Offset;
                    expected.Add((ticks, number));
                    env.Schedule(TimeSpan.FromTicks(ticks), _ => fired.Add((env.NowTicks, copy)));
                }

                env.Run();
                expected.Sort();
                Assert.Equal(expected, fired);
            },
            iter: 20);
    }

    [Fact]
    public void Cancelled_entries_do_not_hold_up_the_end_of_the_run()
    {
        Simulation env = new();
        List<TimerHandle> handles = [];
        for (int number = 0; number < 3000; number++)
        {
            handles.Add(env.Schedule(TimeSpan.FromDays(100 + number), static _ => { }));
        }

        env.Schedule(TimeSpan.FromSeconds(1), static _ => { });
        Assert.All(handles, handle => Assert.True(handle.Cancel()));
        Assert.All(handles, handle => Assert.False(handle.Cancel()));

        env.Run();

        Assert.Equal((TimeSpan.FromSeconds(1), 1L, 0), (env.Now - env.StartDate, env.ProcessedEvents, env.ScheduledEvents));
    }

    [Fact]
    public void A_run_until_an_instant_stops_before_every_event_of_that_instant()
    {
        Simulation env = new();
        List<string> log = [];
        env.Schedule(TimeSpan.FromSeconds(5), _ => log.Add("urgent"), priority: -9);
        env.Schedule(TimeSpan.FromSeconds(5), _ => log.Add("first"));

        env.Run(TimeSpan.FromSeconds(5));
        Assert.Empty(log);
        Assert.Equal(TimeSpan.FromSeconds(5), env.Now - env.StartDate);
        Assert.Equal(env.Now, env.Peek());

        env.Schedule(TimeSpan.Zero, _ => log.Add("second"));
        env.Schedule(TimeSpan.Zero, _ => log.Add("most urgent"), priority: -10);
        env.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(["most urgent", "urgent", "first", "second"], log);
    }

    private static List<(long Time, int Id)> RunOnKernel((int Delay, int Priority, int Spawn, int Cancel)[] plan)
    {
        Simulation env = new();
        List<(long Time, int Id)> fired = [];
        List<TimerHandle> handles = [];
        Schedule();
        env.Run();
        return fired;

        void Schedule()
        {
            int id = handles.Count;
            if (id < plan.Length)
            {
                handles.Add(env.Schedule(TimeSpan.FromTicks(plan[id].Delay), _ => Fire(id), null, plan[id].Priority));
            }
        }

        void Fire(int id)
        {
            fired.Add((env.NowTicks, id));
            if (plan[id].Cancel < handles.Count)
            {
                handles[plan[id].Cancel].Cancel();
            }

            for (int spawn = 0; spawn < plan[id].Spawn; spawn++)
            {
                Schedule();
            }
        }
    }

    // The same plan on a list that is searched for its minimum: obviously right, and slow.
    private static List<(long Time, int Id)> RunNaively((int Delay, int Priority, int Spawn, int Cancel)[] plan)
    {
        List<(long Time, int Id)> fired = [];
        List<(long Time, int Priority, int Id)> pending = [];
        long now = 0;
        int scheduled = 0;
        Schedule();
        while (pending.Count > 0)
        {
            (long Time, int Priority, int Id) next = pending.Min();
            pending.Remove(next);
            now = next.Time;
            fired.Add((now, next.Id));
            int cancelled = plan[next.Id].Cancel;
            pending.RemoveAll(entry => entry.Id == cancelled);
            for (int spawn = 0; spawn < plan[next.Id].Spawn; spawn++)
            {
                Schedule();
            }
        }

        return fired;

        void Schedule()
        {
            if (scheduled < plan.Length)
            {
                pending.Add((now + plan[scheduled].Delay, plan[scheduled].Priority, scheduled));
                scheduled++;
            }
        }
    }
}
