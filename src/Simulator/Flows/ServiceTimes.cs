using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Draws how long the services take: the scenario's distributions over the catalogue's defaults.</summary>
internal sealed class ServiceTimes
{
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);

    /// <summary>Takes the distributions of a scenario.</summary>
    public ServiceTimes(Scenario scenario)
    {
        foreach (TimingEntry entry in TimingCatalog.Entries)
        {
            _distributions.Add(entry.Name, scenario.Timing.TryGetValue(entry.Name, out Distribution? own) ? own : entry.Default);
        }
    }

    /// <summary>A duration of the latency of that name (see <see cref="TimingCatalog"/>).</summary>
    public TimeSpan Draw(string name, RandomStream numbers) => _distributions[name].SampleTime(numbers);
}
