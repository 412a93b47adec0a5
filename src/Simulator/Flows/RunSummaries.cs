using System.Globalization;
using Model.Compute.Libvirt;
using Model.Hardware;
using Model.Pci;
using Model.Placement;
using Model.Servers;
using Simulator.Flows.Room;
using Simulator.Metrics;
using Simulator.Migrations;
using Simulator.Scenarios;
using MigrationStatus = Model.Servers.MigrationStatus;

namespace Simulator.Flows;

/// <summary>Turns what was measured into the rows and totals of the results.</summary>
internal static class RunSummaries
{
    /// <summary>The totals of a run whose series are closed.</summary>
    public static RunSummary Summarize(Scenario scenario, RunObserver observer, TimeSpan end, bool interrupted, long events)
    {
        int Count(ServerState state) => observer.Servers.Count(server => server.State == state);
        int failed = Count(ServerState.Error);
        return new RunSummary
        {
            Scenario = scenario.Name,
            Seed = scenario.Seed,
            Release = scenario.Release.ToString(),
            SimulatedS = end.TotalSeconds,
            Interrupted = interrupted,
            Hosts = scenario.Hosts.Count,
            Requested = observer.Servers.Count,
            Started = observer.Servers.Count(server => server.ActiveAt is not null),
            Active = Count(ServerState.Active) + Count(ServerState.Resized),
            Failed = failed,
            Deleted = Count(ServerState.Deleted),
            Building = Count(ServerState.Build),
            FailedShare = observer.Servers.Count == 0 ? 0 : (double)failed / observer.Servers.Count,
            Reschedules = observer.Races.Reschedules,
            Races = observer.Races,
            Failures = Reasons(observer.Failures),
            Migrations = MoveSummaries.Count(observer.Moves),
            Utilization = [.. observer.Resources.Select(meter => meter.ToUse())],
            EmptyHosts = observer.EmptyHosts,
            Stranded = Stranded(observer.Recorder),
            BootSeconds = Quantiles.Of(observer.BootTimes),
            Outages = observer.Outages.ToFigures(),
            ServiceFaults = observer.ServiceFaults?.Invoke(end),
            DeviceFaults = observer.DeviceFaults?.ToFigures(end),
            Campaigns = [.. observer.Campaigns.Select(campaign => campaign.ToFigures())],
            LiveMigrations = LiveMigrations(observer.Moves),
            ColdMoves = ColdMoves(observer.Moves),
            Events = events,
            Decisions = observer.Decisions,
        };
    }

    private static LiveMigrationFigures LiveMigrations(IReadOnlyList<MoveRecord> moves)
    {
        Durations pauses = new();
        Durations times = new();
        Durations unplugged = new();
        long bytes = 0;
        MoveRecord[] records = [.. moves.Where(record => record.Move.Type == MigrationType.LiveMigration)];
        int Count(params MigrationStatus[] statuses) => records.Count(record => statuses.Contains(record.Move.Status));
        foreach (MoveRecord record in records)
        {
            bytes += record.Report?.BytesMoved ?? 0;
            if (record.Unplugged is { } length)
            {
                unplugged.Add(length);
            }

            if (record.Report is { Outcome: MigrationOutcome.Completed or MigrationOutcome.PostCopied } report)
            {
                pauses.Add(report.Downtime);
                times.Add(report.TotalTime);
            }
        }

        return new LiveMigrationFigures(
            records.Length,
            Count(MigrationStatus.Completed),
            Count(MigrationStatus.Cancelled),
            Count(MigrationStatus.Failed, MigrationStatus.Error),
            Quantiles.Of(times),
            Quantiles.Of(pauses),
            Quantiles.Of(unplugged),
            bytes);
    }

    private static ColdMoveFigures ColdMoves(IReadOnlyList<MoveRecord> moves)
    {
        Durations pauses = new();
        MoveRecord[] records = [.. moves.Where(record => record.Move.Type is MigrationType.Migration or MigrationType.Resize)];
        foreach (MoveRecord record in records)
        {
            if (record.Downtime is { } downtime)
            {
                pauses.Add(downtime);
            }
        }

        return new ColdMoveFigures(records.Length, (int)pauses.Count, Quantiles.Of(pauses));
    }

    private static IReadOnlyList<StrandedSum> Stranded(Recorder recorder) =>
    [
        .. recorder.Gauges().Where(gauge => gauge.Metric is RoomSurvey.DevicesMetric or RoomSurvey.CpusMetric).Select(gauge =>
        {
            (string kind, string cause) = StrandingCauses.Split(gauge.Label);
            return new StrandedSum(kind, cause, gauge.Mean, gauge.Max, gauge.Value);
        }),
    ];

    /// <summary>The row of a device.</summary>
    /// <param name="host">Its host.</param>
    /// <param name="meter">What was measured of it.</param>
    /// <param name="servers">Servers by uuid.</param>
    /// <param name="end">End of the run.</param>
    public static DeviceRow ToRow(ComputeHost host, DeviceMeter meter, IReadOnlyDictionary<string, Server> servers, TimeSpan end)
    {
        PciDevice device = meter.Device;
        string? owner = meter.IsGone ? null : device.InstanceUuid;
        Server? server = owner is null ? null : servers.GetValueOrDefault(owner);
        return new DeviceRow
        {
            Host = host.Name,
            Address = device.Address,
            VendorId = device.VendorId,
            ProductId = device.ProductId,
            Type = device.DevType.ToName(),
            NumaNode = device.NumaNode?.ToString(CultureInfo.InvariantCulture) ?? "",
            Parent = device.ParentAddress ?? "",
            Status = meter.IsGone ? "removed" : device.Status.ToName(),
            Server = server?.Record.Name ?? owner ?? "",
            Driver = DriverOf(host, device, server) ?? "",
            BusyShare = meter.BusyShare(end),
            Assignments = meter.Assignments,
        };
    }

    private static string? DriverOf(ComputeHost host, PciDevice device, Server? server)
    {
        if (host.Bus.IsMissing(device.Address))
        {
            return null;
        }

        if (server?.Record.State == ServerState.Active)
        {
            ServerPort? port = server.Ports.FirstOrDefault(port => port.Port.Id == device.RequestId);
            return GuestStart.DriverInUse(host.Tracker.Facts, device, port?.Guest);
        }

        return host.Tracker.Facts.Hardware.TryGetFunction(PciAddress.Parse(device.Address), out PciFunction function) ? function.Driver : null;
    }

    /// <summary>What Placement holds, by host.</summary>
    public static IReadOnlyList<ProviderRow> Providers(Cloud cloud)
    {
        List<ProviderRow> rows = [];
        foreach (ResourceProvider provider in cloud.Hosts.SelectMany(host => cloud.Placement.Subtree(host.Tracker.Facts.Uuid)))
        {
            IReadOnlyList<ResourceAmount> usages = cloud.Placement.GetUsages(provider.Uuid);
            rows.AddRange(cloud.Placement.GetInventories(provider.Uuid).Select(inventory => new ProviderRow(
                provider.Name,
                inventory.ResourceClass,
                inventory.Total,
                inventory.Reserved,
                usages.FirstOrDefault(usage => usage.ResourceClass == inventory.ResourceClass).Amount)));
        }

        return rows;
    }

    /// <summary>All time series in order of metric and label.</summary>
    public static IReadOnlyList<Series> Series(Recorder recorder) =>
    [
        .. recorder.Gauges().Select(gauge => new Series(gauge.Metric, gauge.Label, gauge.Means))
            .Concat(recorder.Counters().Select(counter =>
                new Series(counter.Metric, counter.Label, [.. counter.Counts.Select(count => (double)count)])))
            .OrderBy(series => series.Metric, StringComparer.Ordinal)
            .ThenBy(series => series.Label, StringComparer.Ordinal),
    ];

    private static List<ReasonCount> Reasons(IReadOnlyList<FailureRecord> failures) =>
    [
        .. failures.Where(failure => failure.Final)
            .GroupBy(failure => (failure.Stage, failure.Reason))
            .Select(group => new ReasonCount(group.Key.Stage, group.Key.Reason, group.Count()))
            .OrderByDescending(reason => reason.Count)
            .ThenBy(reason => reason.Stage, StringComparer.Ordinal)
            .ThenBy(reason => reason.Reason, StringComparer.Ordinal),
    ];
}
