using System.Globalization;

namespace Simulator.Metrics;

/// <summary>Gathers what happened in a run, in the order of time.</summary>
internal static class RunEvents
{
    /// <summary>The events; at one instant in the order of <see cref="RunEventKind"/>.</summary>
    public static IReadOnlyList<RunEvent> Of(RunResult result) =>
    [
        .. OfServers(result.Servers)
            .Concat(result.Failures.Select(failure => new RunEvent(
                failure.At, failure.Final ? RunEventKind.Refused : RunEventKind.Retried, failure.Server, failure.Reason)))
            .Concat(result.Migrations.Select(OfMigration))
            .Concat((result.Outages ?? []).SelectMany(OfOutage))
            .Concat(result.Operations.Select(OfOperation))
            .Concat(result.Campaigns.Where(row => row.StartedS is not null).Select(OfCampaign))
            .Concat((result.DeviceFaults ?? []).SelectMany(OfDeviceFault))
            .OrderBy(item => item.At).ThenBy(item => item.Kind),
    ];

    private static IEnumerable<RunEvent> OfServers(IReadOnlyList<ServerRecord> servers)
    {
        foreach (ServerRecord server in servers)
        {
            if (server.ActiveAt is { } active)
            {
                yield return new RunEvent(active, RunEventKind.Started, server.Name, $"{server.Flavor} started");
            }

            if (server.State == ServerState.Deleted && server.EndedAt is { } gone)
            {
                yield return new RunEvent(gone, RunEventKind.Deleted, server.Name, "deleted");
            }
        }
    }

    private static RunEvent OfMigration(MigrationRow row)
    {
        string target = row.Destination.Length == 0 ? "" : $" → {row.Destination}";
        string pause = row.DowntimeMs is { } downtime ? $", stood still for {Reports.Verdict.Length(TimeSpan.FromMilliseconds(downtime))}" : "";
        string cause = row.Cause.Length == 0 ? "" : $", {row.Cause}";
        return new RunEvent(
            TimeSpan.FromSeconds(row.BeganS), KindOf(row), row.Server, $"{row.Type}: {row.Source}{target}, {row.Status}{pause}{cause}");
    }

    private static RunEventKind KindOf(MigrationRow row) => (row.Status, row.Type) switch
    {
        ("error" or "failed" or "cancelled", _) => RunEventKind.NotMoved,
        (_, "live-migration") => RunEventKind.MovedLive,
        (_, "evacuation") => RunEventKind.Evacuated,
        _ => RunEventKind.MovedCold,
    };

    private static IEnumerable<RunEvent> OfOutage(OutageRow row)
    {
        string servers = row.Servers == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" with {row.Servers} running servers");
        string hosts = row.Kind == "rack" ? string.Create(CultureInfo.InvariantCulture, $", {row.Hosts} hosts") : "";
        yield return new RunEvent(TimeSpan.FromSeconds(row.TimeS), RunEventKind.Failed, row.Name, $"{row.Kind} failed{hosts}{servers}");
        if (row.BackS is { } back)
        {
            yield return new RunEvent(TimeSpan.FromSeconds(back), RunEventKind.Failed, row.Name, $"{row.Kind} is back");
        }
    }

    private static RunEvent OfOperation(OperationRow row) => new(
        TimeSpan.FromSeconds(row.TimeS),
        RunEventKind.Operated,
        row.Target,
        row.Error.Length == 0 ? $"{row.Operation}: {row.Outcome}" : $"{row.Operation}: {row.Outcome}, {row.Error}");

    private static RunEvent OfCampaign(CampaignRow row) => new(
        TimeSpan.FromSeconds(row.StartedS!.Value), RunEventKind.Operated, row.Host, $"campaign {row.Campaign}: {row.State}");

    private static IEnumerable<RunEvent> OfDeviceFault(DeviceFaultRow row)
    {
        string servers = row.Servers.Length == 0 ? "" : $", had by {row.Servers}";
        string subject = $"{row.Host} {row.Device}";
        yield return new RunEvent(TimeSpan.FromSeconds(row.TimeS), RunEventKind.Failed, subject, $"device {row.Ids} {row.Effect}{servers}");
        if (row.BackS is { } back)
        {
            string other = row.Replacement.Length == 0 ? "" : $" as {row.Replacement}";
            string refusal = row.Refusal.Length == 0 ? "" : $"; nova-compute refused to start: {row.Refusal}";
            yield return new RunEvent(TimeSpan.FromSeconds(back), RunEventKind.Failed, subject, $"device is back{other}{refusal}");
        }
    }
}
