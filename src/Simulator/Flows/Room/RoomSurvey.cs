using Model.Scheduling;
using Simulator.Metrics;

namespace Simulator.Flows.Room;

/// <summary>
/// Surveys what is free in the cloud: how many more servers of each kind fit, and what is stranded, by cause. It only looks; nothing it does
/// changes a run. Between two surveys only hosts that changed are looked at again.
/// </summary>
internal sealed class RoomSurvey : IRandomSource
{
    /// <summary>The series of free devices that are of no use, by kind and cause.</summary>
    public const string DevicesMetric = "stranded";

    /// <summary>The series of free CPUs that are of no use, by class and cause.</summary>
    public const string CpusMetric = "stranded_cpus";

    // Beyond so many remembered answers all are forgotten; a bound on memory only.
    private const int AnswersMax = 50_000;

    private readonly FlowContext _context;
    private readonly SchedulerService _service;
    private readonly FilterScheduler _scheduler;
    private readonly IReadOnlyList<DemandKind> _kinds;
    private readonly HostLikeness _likeness;
    private readonly Dictionary<string, RoomAnswer[]> _answers = new(StringComparer.Ordinal);
    private readonly SurveyedHost[] _hosts;
    private readonly DemandWeights _weights;

    /// <summary>Prepares the survey; the cloud is as it starts.</summary>
    public RoomSurvey(FlowContext context, SchedulerService service)
    {
        _context = context;
        _service = service;
        _scheduler = new FilterScheduler(service.Scheduler.Options, this, service.Scheduler.ExpectedDemand);
        _kinds = DemandMix.Of(context.Cloud);
        _likeness = new HostLikeness(context.Cloud.Placement);
        _hosts = [.. context.Cloud.Hosts.Select(host => new SurveyedHost(host))];
        _weights = new DemandWeights(context.Cloud, Probes());
    }

    /// <summary>Any of the best hosts will do.</summary>
    public int NextInt(int exclusiveMax) => 0;

    /// <summary>The process that surveys at the start of every interval.</summary>
    public IEnumerable<Event> Run()
    {
        while (_kinds.Count > 0)
        {
            Sample();
            yield return _context.Env.Sleep(_context.Cloud.Scenario.SampleEvery);
        }
    }

    /// <summary>The process that counts what fits at instants in ascending order.</summary>
    public IEnumerable<Event> Count(IReadOnlyList<TimeSpan> instants)
    {
        foreach (TimeSpan instant in instants)
        {
            if (instant > _context.Now)
            {
                yield return _context.Env.Sleep(instant - _context.Now);
            }

            _context.Observer.Headroom.AddRange(Headroom());
        }
    }

    /// <summary>How many more servers of each kind fit now, in the whole cloud and in each aggregate.</summary>
    public IReadOnlyList<HeadroomRow> Headroom()
    {
        Refresh();
        List<HeadroomRow> rows = [];
        for (int kind = 0; kind < _kinds.Count; kind++)
        {
            rows.Add(Row(kind, "", _hosts));
            foreach (string name in _context.Cloud.Scenario.Aggregates.Select(aggregate => aggregate.Name))
            {
                rows.Add(Row(kind, name, [.. _hosts.Where(host => host.Host.Definition.Aggregates.Contains(name))]));
            }
        }

        return rows;
    }

    private HeadroomRow Row(int kind, string aggregate, IReadOnlyList<SurveyedHost> hosts) => new()
    {
        TimeS = _context.Now.TotalSeconds,
        Aggregate = aggregate,
        Flavor = _kinds[kind].Name,
        Fits = hosts.Sum(host => host.Answers[kind].Guests),
        Hosts = hosts.Count(host => host.Answers[kind].Guests > 0),
        Limit = hosts.GroupBy(host => host.Answers[kind].Stop)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Key == StrandingCause.TooFew ? "fewer devices than it wants" : group.Key.ToName()).FirstOrDefault() ?? "",
    };

    private void Sample()
    {
        Refresh();
        SortedDictionary<string, double> sums = new(StringComparer.Ordinal);
        foreach (SurveyedHost host in _hosts)
        {
            foreach ((string label, double amount) in host.Stranded)
            {
                sums[label] = sums.GetValueOrDefault(label) + amount;
            }
        }

        foreach (Gauge gauge in _context.Observer.Recorder.Gauges())
        {
            if (gauge.Metric is DevicesMetric or CpusMetric && !sums.ContainsKey(gauge.Label))
            {
                gauge.Set(_context.Now, 0);
            }
        }

        foreach ((string label, double amount) in sums)
        {
            string metric = DemandWeights.IsOfCpus(label) ? CpusMetric : DevicesMetric;
            _context.Observer.Recorder.Gauge(metric, label).Set(_context.Now, amount);
        }
    }

    /// <summary>Looks again at hosts that changed.</summary>
    private void Refresh()
    {
        List<RoomProbe>? probes = null;
        foreach (SurveyedHost host in _hosts)
        {
            if (host.HasChanged(_context.Cloud.Placement))
            {
                probes ??= Probes();
                host.Answers = AnswersOf(host.Host, probes);
                host.Stranded = _weights.Stranded(host.Host, host.Answers);
            }
        }
    }

    private RoomAnswer[] AnswersOf(ComputeHost host, List<RoomProbe> probes)
    {
        string likeness = _likeness.Of(host);
        if (!_answers.TryGetValue(likeness, out RoomAnswer[]? answers))
        {
            if (_answers.Count >= AnswersMax)
            {
                _answers.Clear();
            }

            answers = [.. probes.Select(probe => probe.Fill(host))];
            _answers.Add(likeness, answers);
        }

        return answers;
    }

    private List<RoomProbe> Probes() =>
        [.. _kinds.Select(kind => new RoomProbe(_context, _scheduler, _service.Environment, kind))];
}
