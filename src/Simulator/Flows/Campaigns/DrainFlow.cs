using Model.Servers;
using Simulator.Flows.Moves;
using Simulator.Metrics;
using Simulator.Scenarios;

namespace Simulator.Flows.Campaigns;

/// <summary>Moves every server away from a host: live if it may, otherwise cold, or it stays and the reason is noted.</summary>
internal sealed class DrainFlow(FlowContext context, SchedulerService scheduler, Campaign campaign)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LooksUntil = TimeSpan.FromHours(1);

    /// <summary>The process. Servers that come after its start are moved too.</summary>
    public IEnumerable<Event> Run(ComputeHost host, CampaignRow row)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (true)
        {
            Server[] found = [.. context.Servers.On(host).Where(server => seen.Add(server.Uuid))];
            if (found.Length == 0)
            {
                yield break;
            }

            row.Servers += found.Length;
            Resource places = new(context.Env, campaign.MovesAtOnce);
            yield return new AllOf(context.Env, found.Select(server => context.Env.Process(InTurn(places, host, server, row))));
        }
    }

    private IEnumerable<Event> InTurn(Resource places, ComputeHost host, Server server, CampaignRow row)
    {
        Request place = places.Request();
        yield return place;
        Removal removal = new();
        for (int attempt = 1; attempt <= campaign.Attempts && removal.Way is null && host.IsRunning; attempt++)
        {
            if (attempt > 1)
            {
                yield return context.Env.Sleep(campaign.RetryAfter);
            }

            foreach (Event step in Move(host, server, removal))
            {
                yield return step;
            }
        }

        switch (removal.Way)
        {
            case "live":
                row.MovedLive++;
                break;
            case "cold":
                row.MovedCold++;
                break;
            case "gone":
                row.Gone++;
                break;
            default:
                row.Stayed++;
                row.ServersStayed = row.ServersStayed.Length == 0 ? server.Record.Name : $"{row.ServersStayed} {server.Record.Name}";
                row.Reason = row.Reason.Length > 0 ? row.Reason : removal.Reason;
                break;
        }

        places.Release(place);
    }

    private IEnumerable<Event> Move(ComputeHost host, Server server, Removal removal)
    {
        TimeSpan until = context.Now + LooksUntil;
        while (IsBusy(server) && server.Instance.Host == host.Name && context.Now < until)
        {
            yield return context.Env.Sleep(Look);
        }

        if (HasLeft(host, server))
        {
            removal.Way = "gone";
            yield break;
        }

        if (server.Instance.VmState == VmState.Active && !removal.IsBarredFromLive)
        {
            foreach (Event step in MoveLive(host, server, removal))
            {
                yield return step;
            }
        }

        if (removal.Way is null && campaign.MovesCold && removal.MayGoCold && server.Instance.VmState is VmState.Active or VmState.Stopped)
        {
            foreach (Event step in MoveCold(host, server, removal))
            {
                yield return step;
            }
        }

        if (removal.Way is null && removal.Reason.Length == 0)
        {
            removal.Reason = $"a server is {server.Instance.VmState.ToName()}";
        }
    }

    private IEnumerable<Event> MoveLive(ComputeHost host, Server server, Removal removal)
    {
        FlowOutcome outcome = new();
        removal.Note(server);
        foreach (Event step in new LiveMigrationFlow(context, scheduler).Run(server, null, outcome))
        {
            yield return step;
        }

        if (HasLeft(host, server))
        {
            removal.Way = server.Instance.IsDeleted ? "gone" : "live";
            yield break;
        }

        removal.Explain("live migration", server, outcome, context.Observer.Moves);
    }

    private IEnumerable<Event> MoveCold(ComputeHost host, Server server, Removal removal)
    {
        FlowOutcome outcome = new();
        removal.Note(server);
        foreach (Event step in new ColdMoveFlow(context, scheduler).Run(server, null, null, outcome))
        {
            yield return step;
        }

        if (server.Instance.VmState == VmState.Resized)
        {
            yield return context.Env.Sleep(campaign.ConfirmAfter);
            foreach (Event step in new ConfirmFlow(context).Run(server, new FlowOutcome()))
            {
                yield return step;
            }
        }

        if (HasLeft(host, server))
        {
            removal.Way = server.Instance.IsDeleted ? "gone" : "cold";
            yield break;
        }

        removal.Explain("cold migration", server, outcome, context.Observer.Moves);
    }

    private static bool IsBusy(Server server) =>
        server.Instance.TaskState != TaskState.None || server.Instance.VmState == VmState.Building || server.Deleting;

    private static bool HasLeft(ComputeHost host, Server server) => server.Instance.IsDeleted || server.Instance.Host != host.Name;
}
