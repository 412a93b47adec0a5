using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Lets the servers of a workload arrive. Each need for chance has its own stream, so a change of one leaves the others.</summary>
internal sealed class ArrivalProcess(FlowContext context, Action<ServerRequest> submit)
{
    /// <summary>The process of a random arrival stream.</summary>
    public IEnumerable<Event> Run(ArrivalWorkload workload)
    {
        RandomStream gaps = context.Streams.For("arrivals", workload.Name);
        RandomStream kinds = context.Streams.For("flavors", workload.Name);
        RandomStream lifetimes = context.Streams.For("lifetimes", workload.Name);
        WeightedChoice<string> flavors = new(
            [.. workload.Flavors.Select(share => share.Flavor)], [.. workload.Flavors.Select(share => share.Weight)]);
        TimeSpan until = workload.Until ?? context.Cloud.Scenario.Duration;
        if (workload.From > TimeSpan.Zero)
        {
            yield return context.Env.Sleep(workload.From);
        }

        for (int number = 1; workload.Limit is null || number <= workload.Limit; number++)
        {
            TimeSpan gap = workload.Interarrival.SampleTime(gaps);
            if (context.Now + gap >= until)
            {
                yield break;
            }

            yield return context.Env.Sleep(gap);
            submit(new ServerRequest
            {
                Name = FormattableString.Invariant($"{workload.Name}-{number}"),
                At = context.Now,
                Flavor = flavors.Sample(kinds),
                Image = workload.Image,
                Project = workload.Project,
                Networks = workload.Networks,
                Lifetime = workload.Lifetime?.SampleTime(lifetimes),
                Workload = workload.Name,
            });
        }
    }

    /// <summary>The process of known requests, sorted by time.</summary>
    public IEnumerable<Event> Replay(IReadOnlyList<ServerRequest> requests)
    {
        foreach (ServerRequest request in requests)
        {
            if (request.At > context.Now)
            {
                yield return context.Env.Sleep(request.At - context.Now);
            }

            submit(request);
        }
    }
}
