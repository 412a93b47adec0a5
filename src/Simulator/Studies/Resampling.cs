using System.Globalization;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>
/// Draws the servers of a workload anew for each replication, with replacement, from those that its trace names (the bootstrap). A trace is
/// one history; without this every replication would replay the same one, and an interval would tell nothing about the next month.
/// </summary>
/// <param name="Workload">Name of the workload.</param>
/// <param name="Share">How many to draw, as a share of those in the trace; above 0.</param>
public sealed record Resampling(string Workload, double Share)
{
    /// <summary>The scenario with the workload's servers drawn anew, by the scenario's seed.</summary>
    public Scenario Apply(Scenario scenario)
    {
        List<ServerRequest> given = [.. scenario.Requests.Where(request => request.Workload == Workload)];
        List<ServerRequest> others = [.. scenario.Requests.Where(request => request.Workload != Workload)];
        RandomStream stream = new RandomStreams(scenario.Seed).For("resample", Workload);
        int count = given.Count == 0 ? 0 : (int)Math.Round(given.Count * Share);
        for (int number = 1; number <= count; number++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{Workload}-{number}");
            others.Add(given[stream.NextInt(given.Count)] with { Name = name });
        }

        return scenario with { Requests = [.. others.OrderBy(request => request.At)] };
    }
}
