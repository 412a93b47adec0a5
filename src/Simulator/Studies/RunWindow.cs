using Model.Compute;
using Model.Pci;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Studies;

/// <summary>The part of a run that counts: from the end of the warm-up to the end of the run.</summary>
internal sealed class RunWindow
{
    private readonly RunResult _result;
    private readonly TimeSpan _from;

    /// <summary>Cuts the start off a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="warmup">Length of the start; shorter than the run.</param>
    public RunWindow(RunResult result, TimeSpan warmup)
    {
        _result = result;
        _from = warmup;
        Servers = warmup == TimeSpan.Zero ? result.Servers : [.. result.Servers.Where(server => server.RequestedAt >= warmup)];
        HashSet<string> deviceFlavors = [.. result.Scenario.Flavors.Where(AsksForDevices).Select(flavor => flavor.Name)];
        DeviceServers = [.. Servers.Where(server => deviceFlavors.Contains(server.Flavor))];
        BootTimes = new Durations();
        foreach (ServerRecord server in Servers.Where(server => server.ActiveAt is not null))
        {
            BootTimes.Add(server.ActiveAt!.Value - server.RequestedAt);
        }
    }

    /// <summary>Servers that were asked for in the window.</summary>
    public IReadOnlyList<ServerRecord> Servers { get; }

    /// <summary>Those of them whose flavor asks for PCI devices.</summary>
    public IReadOnlyList<ServerRecord> DeviceServers { get; }

    /// <summary>Request to ACTIVE of the servers of the window.</summary>
    public Durations BootTimes { get; }

    /// <summary>Moves of servers that began in the window.</summary>
    public IReadOnlyList<MigrationRow> Moves => field ??= [.. _result.Migrations.Where(move => move.BeganS >= _from.TotalSeconds)];

    /// <summary>
    /// How long the hosts of campaigns took to empty, from the host's turn on, in seconds; infinite where servers stayed or the host's turn never
    /// came. Hosts whose turn came before the window do not count.
    /// </summary>
    public IReadOnlyList<double> Drains => field ??=
    [
        .. _result.Campaigns.Where(row => Empties(row.Campaign) && !(row.StartedS < _from.TotalSeconds))
            .Select(row => row.EmptiedS - row.StartedS ?? double.PositiveInfinity),
    ];

    /// <summary>The hosts.</summary>
    public IReadOnlyList<HostRow> Hosts => _result.Hosts;

    /// <summary>Labels of a metric's series.</summary>
    public IEnumerable<string> Labels(string metric) => _result.Series.Where(series => series.Metric == metric).Select(series => series.Label);

    /// <summary>Time-weighted mean of a gauge over the window; null when the run has no such series.</summary>
    public double? Mean(string metric, string label)
    {
        double end = _result.Summary.SimulatedS;
        double area = 0;
        double time = 0;
        if (Find(metric, label) is not { } series)
        {
            return null;
        }

        for (int index = 0; index < series.Values.Count; index++)
        {
            double start = _result.Intervals.StartOf(index).TotalSeconds;
            double stop = Math.Min(end, start + _result.Intervals.Length.TotalSeconds);
            double length = Math.Max(0, stop - Math.Max(start, _from.TotalSeconds));
            area += series.Values[index] * length;
            time += length;
        }

        return time <= 0 ? null : area / time;
    }

    /// <summary>Mean of all of a metric's gauges together; null when the run has none.</summary>
    public double? MeanOfAll(string metric)
    {
        string[] labels = [.. Labels(metric)];
        return labels.Length == 0 ? null : labels.Sum(label => Mean(metric, label) ?? 0);
    }

    /// <summary>Total of a counter over the intervals that start in the window; 0 when nothing was counted.</summary>
    public double Total(string metric, string label)
    {
        IReadOnlyList<double> values = Find(metric, label)?.Values ?? [];
        double total = 0;
        for (int index = 0; index < values.Count; index++)
        {
            total += _result.Intervals.StartOf(index) >= _from ? values[index] : 0;
        }

        return total;
    }

    /// <summary>How long a campaign took in seconds; infinite when it was not over; null when there is none, or it began before the window.</summary>
    public double? CampaignSeconds(string name)
    {
        CampaignFigures? campaign = _result.Summary.Campaigns.FirstOrDefault(one => one.Campaign == name);
        return campaign is null || campaign.StartedS < _from.TotalSeconds ? null : campaign.EndedS - campaign.StartedS ?? double.PositiveInfinity;
    }

    /// <summary>Servers of the window that never started, by what refused them; a filter's name stands for itself and for <c>filters</c>.</summary>
    /// <param name="stage">The stage as in <c>failures.csv</c>, with underscores for blanks.</param>
    public int Refused(string stage) => Servers.Count(server => IsRefused(server) && server.Failure is { } failure
        && (failure.Stage.Replace(' ', '_') == stage || (stage == "filters" && failure.Stage.EndsWith("Filter", StringComparison.Ordinal))));

    /// <summary>Refused ÷ asked for; null when nothing was asked for.</summary>
    public static double? FailedShare(IReadOnlyList<ServerRecord> servers) =>
        servers.Count == 0 ? null : (double)servers.Count(IsRefused) / servers.Count;

    /// <summary>Whether a server never started, rather than broke in a move.</summary>
    public static bool IsRefused(ServerRecord server) => server.State == ServerState.Error && server.ActiveAt is null;

    /// <summary>Whether servers of a flavor get PCI devices.</summary>
    public static bool AsksForDevices(Flavor flavor) => flavor.ExtraSpec(PciRequestFactory.AliasExtraSpec) is { Length: > 0 };

    private bool Empties(string campaign) =>
        _result.Scenario.Campaigns.Any(one => one.Name == campaign && (one.Kind is CampaignKind.Maintenance or CampaignKind.Drain));

    private Series? Find(string metric, string label) =>
        _result.Series.FirstOrDefault(series => series.Metric == metric && series.Label == label);
}
