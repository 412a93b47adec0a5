using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows;

/// <summary>Draws how long the services take: the scenario's distributions over the catalogue's defaults.</summary>
internal sealed class ServiceTimes
{
    private readonly Dictionary<string, Distribution> _distributions = new(StringComparer.Ordinal);

    private readonly List<(string Name, double Factor)> _slowdowns = [];

    /// <summary>Takes the distributions of a scenario.</summary>
    public ServiceTimes(Scenario scenario)
    {
        foreach (TimingEntry entry in TimingCatalog.Entries)
        {
            _distributions.Add(entry.Name, scenario.Timing.TryGetValue(entry.Name, out Distribution? own) ? own : entry.Default);
        }
    }

    /// <summary>A duration of the latency of that name (see <see cref="TimingCatalog"/>), as slow as services are now.</summary>
    public TimeSpan Draw(string name, RandomStream numbers)
    {
        TimeSpan usual = _distributions[name].SampleTime(numbers);
        if (_slowdowns.Count == 0)
        {
            return usual;
        }

        double factor = 1;
        foreach ((string slow, double times) in _slowdowns)
        {
            factor *= slow == name ? times : 1;
        }

        return factor == 1 ? usual : usual * factor;
    }

    /// <summary>A latency takes so many times as long as usual from now on, also on top of another slowdown.</summary>
    public void Slow(string name, double factor) => _slowdowns.Add((name, factor));

    /// <summary>Takes that back.</summary>
    public void Recover(string name, double factor) => _slowdowns.Remove((name, factor));
}
