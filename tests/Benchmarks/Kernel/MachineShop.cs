using Simulator.Kernel;
using Simulator.Randomness;

namespace Benchmarks.Kernel;

/// <summary>
/// SimPy's machine shop with SimSharp's parameters: ten machines that break, one repairman with less important other work that repairs preempt.
/// </summary>
public sealed class MachineShop
{
    private static readonly TimeSpan RepairTime = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan OtherWork = TimeSpan.FromMinutes(30);

    private readonly Simulation env = new();
    private readonly PreemptiveResource repairman;
    private readonly bool pooled;

    public MachineShop(bool pooled)
    {
        this.pooled = pooled;
        repairman = new PreemptiveResource(env, 1);
        for (ulong index = 0; index < 10; index++)
        {
            _ = new Machine(this, index);
        }

        env.Process(OtherJobs());
    }

    /// <summary>Parts made by all machines.</summary>
    public long Parts { get; private set; }

    /// <summary>Runs a new shop and returns the number of events.</summary>
    public static long Run(int days, bool pooled)
    {
        MachineShop shop = new(pooled);
        shop.env.Run(TimeSpan.FromDays(days));
        return shop.env.ProcessedEvents;
    }

    private Simulator.Kernel.Timeout Pause(TimeSpan delay) => pooled ? env.Sleep(delay) : env.Timeout(delay);

    private IEnumerable<Event> OtherJobs()
    {
        while (true)
        {
            TimeSpan left = OtherWork;
            while (left > TimeSpan.Zero)
            {
                using PreemptiveRequest request = repairman.Request(priority: 2);
                yield return request;
                DateTime start = env.Now;
                yield return Pause(left);
                left = env.ActiveProcess!.HandleFault() ? left - (env.Now - start) : TimeSpan.Zero;
            }
        }
    }

    private sealed class Machine
    {
        private readonly MachineShop shop;
        private readonly RandomStream random;
        private readonly Process work;
        private bool broken;
        private double spare = double.NaN;

        public Machine(MachineShop shop, ulong seed)
        {
            this.shop = shop;
            random = new RandomStream(seed);
            work = shop.env.Process(Work());
            shop.env.Process(Break());
        }

        private IEnumerable<Event> Work()
        {
            Simulation env = shop.env;
            while (true)
            {
                TimeSpan left = TimeSpan.FromMinutes(10 + (2 * Normal()));
                while (left > TimeSpan.Zero)
                {
                    DateTime start = env.Now;
                    yield return shop.Pause(left);
                    if (!env.ActiveProcess!.HandleFault())
                    {
                        break;
                    }

                    broken = true;
                    left -= env.Now - start;
                    using (PreemptiveRequest request = shop.repairman.Request(priority: 1, preempt: true))
                    {
                        yield return request;
                        yield return shop.Pause(RepairTime);
                    }

                    broken = false;
                }

                shop.Parts++;
            }
        }

        private IEnumerable<Event> Break()
        {
            while (true)
            {
                yield return shop.Pause(TimeSpan.FromMinutes(-300 * Math.Log(random.NextOpen())));
                if (!broken)
                {
                    work.Interrupt();
                }
            }
        }

        // Marsaglia's polar method, as SimSharp samples it, so that the two runs do the same work.
        private double Normal()
        {
            if (!double.IsNaN(spare))
            {
                double kept = spare;
                spare = double.NaN;
                return kept;
            }

            while (true)
            {
                double x = (2 * random.NextDouble()) - 1;
                double y = (2 * random.NextDouble()) - 1;
                double square = (x * x) + (y * y);
                if (square is < 1 and > 0)
                {
                    double factor = Math.Sqrt(-2 * Math.Log(square) / square);
                    spare = y * factor;
                    return x * factor;
                }
            }
        }
    }
}
