using Simulator.Kernel;
using Simulator.Randomness;

namespace Benchmarks.Kernel;

/// <summary>Models made of processes. Each returns how many units of work (events or customers) it did.</summary>
public static class ProcessModels
{
    /// <summary>A number of processes that do nothing but wait.</summary>
    public static long Timeouts(int processes, long events, bool pooled)
    {
        Simulation env = new();
        RandomStream random = new(1);
        long each = events / processes;
        for (int index = 0; index < processes; index++)
        {
            env.Process(Wait(env, random, each, processes, pooled));
        }

        env.Run();
        return each * processes;
    }

    /// <summary>Events that succeed at the current instant and wake a process.</summary>
    public static long ZeroDelay(long events)
    {
        Simulation env = new();
        env.Process(Chain(env, events));
        env.Run();
        return events;
    }

    /// <summary>Callbacks at the current instant.</summary>
    public static long ZeroDelayCallbacks(long events)
    {
        Simulation env = new();
        Countdown countdown = new(env, events);
        countdown.Next();
        env.Run();
        return events;
    }

    /// <summary>One server, Poisson arrivals, exponential service at 80 % load, one process a customer.</summary>
    public static long SingleServer(long customers)
    {
        Simulation env = new();
        Resource server = new(env, 1);
        RandomStream arrivals = new(1);
        RandomStream services = new(2);
        env.Process(Source());
        env.Run();
        return customers;

        IEnumerable<Event> Source()
        {
            for (long customer = 0; customer < customers; customer++)
            {
                yield return env.Sleep(Exponential(arrivals, 1.25));
                env.Process(Customer());
            }
        }

        IEnumerable<Event> Customer()
        {
            using Request request = server.Request();
            yield return request;
            yield return env.Sleep(Exponential(services, 1));
        }
    }

    /// <summary>Many customers queue for one server and leave when their patience ends; every departure is from somewhere in the queue.</summary>
    public static long Renege(int waiters, int rounds)
    {
        Simulation env = new();
        Resource server = new(env, 1);
        RandomStream patience = new(3);
        long left = 0;
        server.Request();
        for (int index = 0; index < waiters; index++)
        {
            env.Process(Customer());
        }

        env.Run();
        return left;

        IEnumerable<Event> Customer()
        {
            for (int round = 0; round < rounds; round++)
            {
                using Request request = server.Request();
                yield return request | env.Timeout(TimeSpan.FromSeconds(1 + patience.NextDouble()));
                left++;
            }
        }
    }

    private static IEnumerable<Event> Wait(Simulation env, RandomStream random, long count, int scale, bool pooled)
    {
        // Uniform up to a power of two of ticks, without floating point, so that drawing is not what is measured.
        int shift = System.Numerics.BitOperations.LeadingZeroCount(20_000_000UL * (ulong)scale);
        for (long index = 0; index < count; index++)
        {
            TimeSpan delay = TimeSpan.FromTicks(1 + (long)(random.NextUInt64() >> shift));
            yield return pooled ? env.Sleep(delay) : env.Timeout(delay);
        }
    }

    private static IEnumerable<Event> Chain(Simulation env, long count)
    {
        for (long index = 0; index < count; index++)
        {
            yield return env.Sleep(TimeSpan.Zero);
        }
    }

    private static TimeSpan Exponential(RandomStream random, double mean) =>
        TimeSpan.FromTicks((long)(-mean * Math.Log(random.NextOpen()) * 1e7));

    private sealed class Countdown(Simulation env, long left)
    {
        private static readonly Action<object?> Step = static state => ((Countdown)state!).Next();

        private long left = left;

        public void Next()
        {
            if (left-- > 0)
            {
                env.Schedule(TimeSpan.Zero, Step, this);
            }
        }
    }
}
