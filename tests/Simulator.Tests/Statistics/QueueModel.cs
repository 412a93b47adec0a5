using Simulator.Kernel;
using Simulator.Randomness;

namespace Simulator.Tests.Statistics;

/// <summary>A single server with Poisson arrivals (rate 0.3) and exponential service (rate 1), on the simulation kernel.</summary>
internal static class QueueModel
{
    private static readonly TimeSpan Unit = TimeSpan.FromSeconds(1);
    private static readonly ExponentialDistribution Gap = new(1 / 0.3);
    private static readonly ExponentialDistribution Service = new(1);

    /// <summary>Mean time from arrival to departure of the customers after the first ones, in units of the mean service time.</summary>
    public static double MeanTime(int study, int replication, int customers, int skipped)
    {
        RandomStreams streams = new RandomStreams(study).Replication(replication);
        Simulation env = new();
        Resource server = new(env, 1);
        double total = 0;
        env.Process(Arrivals());
        env.Run();
        return total / (customers - skipped);

        IEnumerable<Event> Arrivals()
        {
            RandomStream gaps = streams.For("gaps");
            RandomStream services = streams.For("services");
            for (int number = 0; number < customers; number++)
            {
                yield return env.Timeout(Gap.SampleTime(gaps));
                env.Process(Customer(number, Service.SampleTime(services)));
            }
        }

        IEnumerable<Event> Customer(int number, TimeSpan service)
        {
            TimeSpan arrived = env.Now - env.StartDate;
            using Request turn = server.Request();
            yield return turn;
            yield return env.Timeout(service);
            total += number < skipped ? 0 : (env.Now - env.StartDate - arrived) / Unit;
        }
    }
}
