using CsCheck;
using Simulator.Kernel;
using Simulator.Randomness;
using Testing;
using Xunit;

namespace Simulator.Tests.Kernel;

/// <summary>The models every process-based simulator is shown with, against theory or against a calculation without events.</summary>
public sealed class ClassicModelTests
{
    [Fact]
    public void A_single_server_queue_agrees_with_theory()
    {
        // M/M/1 at 80 % load, mean service 1: mean wait in the queue 4, mean number in the queue 3.2, utilization 0.8.
        const int Replications = 24;
        SampleMonitor waits = new(collect: true);
        SampleMonitor lengths = new();
        SampleMonitor uses = new();
        for (int replication = 0; replication < Replications; replication++)
        {
            (double wait, double length, double use) = SingleServer(new RandomStreams(2026).Replication(replication));
            waits.Add(wait);
            lengths.Add(length);
            uses.Add(use);
        }

        // Student's t for 23 degrees of freedom, 99 % two-sided.
        AssertContains(4, waits);
        AssertContains(3.2, lengths);
        AssertContains(0.8, uses);

        static void AssertContains(double theory, SampleMonitor sample)
        {
            double half = 2.807 * sample.StdDev / Math.Sqrt(Replications - 1);
            Assert.InRange(theory, sample.Mean - half, sample.Mean + half);
            Assert.True(half < theory * 0.15, "an interval this wide shows nothing");
        }
    }

    [Fact]
    public void Customers_of_a_bank_renege_as_a_calculation_by_hand_says()
    {
        // In milliseconds. Only patience is odd, so that it never ends at the very instant of a grant.
        Gen<(int Gap, int Patience, int Service)[]> customers = Gen.Select(Gen.Int[50, 5000], Gen.Int[50, 10000], Gen.Int[50, 6000])
            .Select(draw => (2 * draw.Item1, (2 * draw.Item2) + 1, 2 * draw.Item3))
            .Array[1, 200];
        customers.Holds(plan => Assert.Equal(BankByHand(plan), Bank(plan)), iter: 60);
    }

    [Fact]
    public void Machines_preempt_the_repairman_of_the_machine_shop()
    {
        // Two machines make a part in 10 minutes each; a repair takes 15; other jobs take 30. A breaks at 25. B breaks at 30, just before its
        // third part is taken off, which must wait for the repair.
        Simulation env = new(TimeSpan.FromMinutes(1));
        PreemptiveResource repairman = new(env, 1);
        List<string> log = [];
        Process a = env.Process(Machine("A"));
        Process b = env.Process(Machine("B"));
        env.Process(OtherJobs());
        env.Schedule(TimeSpan.FromMinutes(25), _ => a.Interrupt());
        env.Schedule(TimeSpan.FromMinutes(30), _ => b.Interrupt());

        env.RunD(100);

        string[] expected =
        [
            "A 10", "B 10", "A 20", "B 20", "A broken 25", "job interrupted 25", "B broken 30", "A repaired 40", "A 45", "A 55", "B repaired 55",
            "B 55", "job done 60", "A 65", "B 65", "A 75", "B 75", "A 85", "B 85", "job done 90", "A 95", "B 95",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), log.Order(StringComparer.Ordinal));

        IEnumerable<Event> Machine(string name)
        {
            while (true)
            {
                double left = 10;
                while (left > 0)
                {
                    double start = env.NowD;
                    yield return env.TimeoutD(left);
                    left -= env.NowD - start;
                    if (!env.ActiveProcess!.HandleFault())
                    {
                        continue;
                    }

                    log.Add($"{name} broken {env.NowD}");
                    using (PreemptiveRequest request = repairman.Request(priority: 1, preempt: true))
                    {
                        yield return request;
                        yield return env.TimeoutD(15);
                    }

                    log.Add($"{name} repaired {env.NowD}");
                }

                log.Add($"{name} {env.NowD}");
            }
        }

        IEnumerable<Event> OtherJobs()
        {
            while (true)
            {
                double left = 30;
                while (left > 0)
                {
                    using PreemptiveRequest request = repairman.Request(priority: 2);
                    yield return request;
                    double start = env.NowD;
                    yield return env.TimeoutD(left);
                    left -= env.NowD - start;
                    if (env.ActiveProcess!.HandleFault())
                    {
                        log.Add($"job interrupted {env.NowD}");
                    }
                }

                log.Add($"job done {env.NowD}");
            }
        }
    }

    [Fact]
    public void A_gas_station_neither_makes_nor_loses_fuel()
    {
        const double Capacity = 200;
        Simulation env = new();
        Resource pumps = new(env, 2);
        Container tank = new(env, Capacity, Capacity);
        RandomStream random = new RandomStreams(7).For("cars");
        double delivered = 0;
        double taken = 0;
        int trucks = 0;
        List<int> served = [];
        env.Process(Cars());
        env.Process(Control());

        env.RunD(20_000);

        Assert.Equal(Capacity + delivered - taken, tank.Level, 6);
        Assert.InRange(trucks, 50, 500);
        Assert.InRange(served.Count, 300, 800);

        // Two pumps, first come first served: a car is never overtaken by more than the one beside it.
        Assert.All(served.Index(), entry => Assert.InRange(entry.Item, entry.Index - 1, entry.Index + 1));

        IEnumerable<Event> Cars()
        {
            for (int number = 0; ; number++)
            {
                yield return env.TimeoutD(30 + random.NextInt(20));
                env.Process(Car(number));
            }
        }

        IEnumerable<Event> Car(int number)
        {
            using Request pump = pumps.Request();
            yield return pump;
            double litres = 30 + random.NextInt(20);
            yield return tank.Get(litres);
            taken += litres;
            yield return env.TimeoutD(litres / 2);
            served.Add(number);
        }

        IEnumerable<Event> Control()
        {
            while (true)
            {
                yield return tank.WhenAtMost(Capacity * 0.25);
                yield return env.Process(Truck());
            }
        }

        IEnumerable<Event> Truck()
        {
            yield return env.TimeoutD(60);
            double amount = Capacity - tank.Level;
            yield return tank.Put(amount);
            delivered += amount;
            trucks++;
        }
    }

    private static (double Wait, double Length, double Use) SingleServer(RandomStreams streams)
    {
        const int WarmUp = 2_000;
        const int Observed = 12_000;
        Simulation env = new();
        SampleMonitor wait = new() { Active = false };
        TimeSeriesMonitor length = new(env) { Active = false };
        TimeSeriesMonitor use = new(env) { Active = false };
        Resource server = new(env, 1) { WaitingTime = wait, QueueLength = length, Utilization = use };
        RandomStream services = streams.For("services");
        ExponentialDistribution service = new(1);
        env.Run(env.Process(Source()));
        return (wait.Mean, length.Mean, use.Mean);

        IEnumerable<Event> Source()
        {
            RandomStream arrivals = streams.For("arrivals");
            ExponentialDistribution gap = new(1.25);
            for (int customer = 0; customer < WarmUp + Observed; customer++)
            {
                yield return env.Sleep(gap.SampleTime(arrivals));
                wait.Active = length.Active = use.Active = customer >= WarmUp;
                env.Process(Customer());
            }
        }

        IEnumerable<Event> Customer()
        {
            using Request request = server.Request();
            yield return request;
            yield return env.Sleep(service.SampleTime(services));
        }
    }

    private static List<string> Bank((int Gap, int Patience, int Service)[] plan)
    {
        Simulation env = new(TimeSpan.FromMilliseconds(1));
        Resource counter = new(env, 1);
        List<string> outcomes = [.. plan.Select(_ => "")];
        env.Process(Source());
        env.Run();
        return outcomes;

        IEnumerable<Event> Source()
        {
            for (int number = 0; number < plan.Length; number++)
            {
                yield return env.TimeoutD(plan[number].Gap);
                env.Process(Customer(number));
            }
        }

        IEnumerable<Event> Customer(int number)
        {
            double arrived = env.NowD;
            using Request request = counter.Request();
            yield return request | env.TimeoutD(plan[number].Patience);
            if (!request.IsProcessed)
            {
                outcomes[number] = "reneged";
                yield break;
            }

            outcomes[number] = FormattableString.Invariant($"waited {env.NowD - arrived:F0}");
            yield return env.TimeoutD(plan[number].Service);
        }
    }

    // First come, first served: the counter is free for a customer when the last one served before has left.
    private static List<string> BankByHand((int Gap, int Patience, int Service)[] plan)
    {
        List<string> outcomes = [];
        long now = 0;
        long free = 0;
        foreach ((int gap, int patience, int service) in plan)
        {
            now += gap;
            long wait = Math.Max(0, free - now);
            outcomes.Add(wait > patience ? "reneged" : FormattableString.Invariant($"waited {wait}"));
            free = wait > patience ? free : now + wait + service;
        }

        return outcomes;
    }
}
