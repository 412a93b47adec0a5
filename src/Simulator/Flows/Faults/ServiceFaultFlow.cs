using System.Globalization;
using Model;
using Simulator.Metrics;
using Simulator.Randomness;
using Simulator.Scenarios;

namespace Simulator.Flows.Faults;

/// <summary>Lets Placement be away, services be slow, messages be lost and places in flows break. Every server has its own luck.</summary>
internal sealed class ServiceFaultFlow
{
    private readonly FlowContext _context;
    private readonly Dictionary<(string Purpose, string Server), RandomStream> _luck = [];
    private readonly Queue<OutageRow> _outages = new();
    private TimeWeighted _away;
    private TimeWeighted _slow;
    private int _lost;
    private int _broken;

    /// <summary>Starts the processes of a scenario's faults.</summary>
    public ServiceFaultFlow(FlowContext context)
    {
        _context = context;
        FaultPlan plan = context.Cloud.Scenario.Faults;
        context.Observer.ServiceFaults = ToFigures;
        if (plan.Placement is { } outages)
        {
            context.Env.Process(ByChance(outages, context.Streams.For("faults", "placement"), PlacementAway));
        }

        foreach (TimeWindow window in plan.PlacementWindows)
        {
            context.Env.Process(Planned(window, PlacementAway));
        }

        for (int number = 0; number < plan.Slowdowns.Count; number++)
        {
            Start(plan.Slowdowns[number], number + 1);
        }

        if (plan.LostMessages > 0)
        {
            context.Hooks.LosesMessage = server => Strikes("lost messages", server, plan.LostMessages, ref _lost);
        }

        if (plan.Points.Count > 0)
        {
            Func<FaultPoint, ComputeHost, Server, NovaException?>? others = context.Hooks.Faults;
            context.Hooks.Faults = (point, host, server) => others?.Invoke(point, host, server) ?? Break(plan, point, server);
        }
    }

    private void Start(Slowdown slowdown, int number)
    {
        RandomStream factors = _context.Streams.For("slowdown factors", number.ToString(CultureInfo.InvariantCulture));
        Queue<double> present = new();
        void Change(bool begins)
        {
            double factor = begins ? slowdown.Factor.Sample(factors) : present.Dequeue();
            if (begins)
            {
                present.Enqueue(factor);
            }

            _slow.Set(_context.Now, _slow.Value + (begins ? 1 : -1));
            foreach (string latency in slowdown.Latencies)
            {
                if (begins)
                {
                    _context.Times.Slow(latency, factor);
                }
                else
                {
                    _context.Times.Recover(latency, factor);
                }
            }
        }

        foreach (TimeWindow window in slowdown.Windows)
        {
            _context.Env.Process(Planned(window, Change));
        }

        if (slowdown.Times is { } times)
        {
            RandomStream numbers = _context.Streams.For("slowdowns", number.ToString(CultureInfo.InvariantCulture));
            _context.Env.Process(ByChance(times, numbers, Change));
        }
    }

    private void PlacementAway(bool begins)
    {
        _context.Cloud.PlacementOutages += begins ? 1 : -1;
        if (begins)
        {
            _context.Observer.Outages.Placement++;
            _outages.Enqueue(_context.Observer.Outages.Begin("placement", "placement", _context.Now));
        }
        else
        {
            _outages.Dequeue().BackS = _context.Now.TotalSeconds;
        }

        _away.Set(_context.Now, _context.Cloud.IsPlacementAway ? 1 : 0);
    }

    private IEnumerable<Event> Planned(TimeWindow window, Action<bool> change)
    {
        yield return _context.Env.Sleep(window.At);
        change(true);
        yield return _context.Env.Sleep(window.For);
        change(false);
    }

    private IEnumerable<Event> ByChance(FaultDefinition times, RandomStream numbers, Action<bool> change)
    {
        while (true)
        {
            yield return _context.Env.Sleep(times.Between.SampleTime(numbers));
            change(true);
            yield return _context.Env.Sleep(times.Repair.SampleTime(numbers));
            change(false);
        }
    }

    private NovaException? Break(FaultPlan plan, FaultPoint point, Server server)
    {
        foreach ((FaultPoint place, double chance) in plan.Points)
        {
            if (place == point && Strikes($"fault at {point}", server, chance, ref _broken))
            {
                return point == FaultPoint.LiveMigration
                    ? new NovaException("libvirtError", "operation failed: migration job: unexpectedly failed")
                    : new NovaException("Injected", "failure by chance");
            }
        }

        return null;
    }

    private bool Strikes(string purpose, Server server, double chance, ref int count)
    {
        (string, string) key = (purpose, server.Record.Name);
        if (!_luck.TryGetValue(key, out RandomStream? numbers))
        {
            numbers = _context.Streams.For(purpose, server.Record.Name);
            _luck.Add(key, numbers);
        }

        bool strikes = numbers.NextChance(chance);
        count += strikes ? 1 : 0;
        return strikes;
    }

    private ServiceFaultFigures ToFigures(TimeSpan end) => new(
        _away.MeanUntil(end) * end.TotalSeconds,
        _context.Placement.WritesLost,
        _slow.MeanUntil(end) * end.TotalSeconds,
        _lost,
        _broken);
}
