using Model.Diagnostics;
using Simulator.Flows;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Tests.Reports;

/// <summary>
/// Results to make reports of: a real run of the guide's X520 scenario (one server placed, one refused), and changes of it.
/// </summary>
internal static class SampleRun
{
    private static readonly Lazy<RunResult> Real = new(() => Run("guide/x520.yaml"));

    /// <summary>The run as it is.</summary>
    public static RunResult X520 => Real.Value;

    /// <summary>A run in which nobody asked for anything.</summary>
    public static RunResult Empty => X520 with
    {
        Summary = X520.Summary with
        {
            Requested = 0, Started = 0, Active = 0, Failed = 0, FailedShare = 0, Failures = [], Utilization = [],
            BootSeconds = new Quantiles(0, null, null, null, null),
        },
        Servers = [],
        Failures = [],
        Hosts = [],
        Devices = [],
        Series = [],
    };

    /// <summary>The run with names that are markup.</summary>
    public static RunResult Hostile(string name) => X520 with
    {
        Scenario = X520.Scenario with { Name = name, Description = name },
        Summary = X520.Summary with { Scenario = name, Failures = [new ReasonCount(name, name, 1)] },
        Servers = [.. X520.Servers.Select(server => new ServerRecord
        {
            Name = name, Workload = name, Flavor = name, Project = name, RequestedAt = server.RequestedAt, State = server.State,
        })],
        Failures = [.. X520.Failures.Select(failure => failure with
        {
            Server = name, Workload = name, Flavor = name, Stage = name, Reason = name, Detail = name,
        })],
        Hosts = [.. X520.Hosts.Select(host => host with { Host = name, Hardware = name })],
        Series = [.. X520.Series.Select(series => series.Metric == "failures" ? series with { Label = name } : series)],
    };

    /// <summary>The totals of so many requests and refusals for one cause.</summary>
    public static RunResult Counts(int requested, int failed, int hosts, string cause = "no host has free MEMORY_MB") => Empty with
    {
        Summary = Empty.Summary with
        {
            Requested = requested, Failed = failed, Hosts = hosts, FailedShare = requested == 0 ? 0 : (double)failed / requested,
            Failures = failed == 0 ? [] : [new ReasonCount("placement", cause, failed)],
        },
        Servers = [.. Enumerable.Range(0, requested).Select(index => new ServerRecord
        {
            Name = FormattableString.Invariant($"s{index}"), Workload = "w", Flavor = "m1", Project = "p", RequestedAt = TimeSpan.Zero,
            State = index < failed ? ServerState.Error : ServerState.Active,
        })],
    };

    private static RunResult Run(string file)
    {
        DiagnosticBag bag = new();
        Scenario scenario = ScenarioLoader.Load(Path.Combine(Repository.Root, "scenarios", file), bag)
            ?? throw new InvalidOperationException(string.Join('\n', bag.Sorted()));
        return new CloudRun(scenario, new RunOptions()).Run(1, _ => { }, default);
    }
}
