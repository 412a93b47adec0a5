using Simulator.Kernel;
using Simulator.Randomness;

namespace Benchmarks.Kernel;

/// <summary>The classic test of a future event list: each event schedules one other after an exponential delay, so the list keeps its size.</summary>
public sealed class HoldModel
{
    private static readonly Action<object?> Next = static state => ((HoldModel)state!).Hold();

    private readonly Simulation env = new();
    private readonly RandomStream random = new(1);
    private readonly long[] delays = new long[4096];
    private int at;

    public HoldModel(int pending)
    {
        // Drawn beforehand, so that the logarithm is not what is measured.
        for (int index = 0; index < delays.Length; index++)
        {
            delays[index] = 1 + (long)(-Math.Log(random.NextOpen()) * 1e7 * pending);
        }

        for (int index = 0; index < pending; index++)
        {
            Hold();
        }
    }

    /// <summary>Processes a number of events.</summary>
    public long Run(long events)
    {
        for (long step = 0; step < events; step++)
        {
            env.Step();
        }

        return events;
    }

    private void Hold()
    {
        at = (at + 1) & (delays.Length - 1);

        // A few random bits keep the 4,096 delays from falling into a rhythm.
        env.Schedule(TimeSpan.FromTicks(delays[at] + (long)(random.NextUInt64() & 1023)), Next, this);
    }
}
